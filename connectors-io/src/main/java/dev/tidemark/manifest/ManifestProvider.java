package dev.tidemark.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Time;
import dev.tidemark.http.Transport;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.config.ConfigRules;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Wishes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of source that a manifest describes.
 *
 * <pre>{@code
 * SourceProvider provider = ManifestProvider.of("mine", yamlText);
 * }</pre>
 *
 * <p>A built-in source is a class that extends this with its resource:
 *
 * <pre>{@code
 * @AutoService(SourceProvider.class)
 * public final class ChartMogul extends ManifestProvider {
 *   public ChartMogul() {
 *     super("chartmogul", ManifestProvider.resource(ChartMogul.class, "manifest.yaml"));
 *   }
 * }
 * }</pre>
 *
 * The text is read when it is first needed.
 */
public class ManifestProvider implements SourceProvider {
  private final String name;
  private final Supplier<String> text;
  private volatile Document document;

  protected ManifestProvider(String name, Supplier<String> text) {
    this.name = name;
    this.text = text;
  }

  /** The source that a text describes. */
  public static ManifestProvider of(String name, String text) {
    return new ManifestProvider(name, () -> text);
  }

  /** The text of a file that stands beside a class. */
  protected static Supplier<String> resource(Class<?> owner, String file) {
    return () -> {
      try (InputStream in = owner.getResourceAsStream(file)) {
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String title() {
    String title = lookAt(Extensions::of).title();
    return title.isEmpty() ? name : title;
  }

  @Override
  public final ConfigSpec spec() {
    return lookAt(Specs::of);
  }

  @Override
  public final JsonObject migrated(JsonObject config) {
    Flaws flaws = new Flaws();
    ConfigRules rules = ConfigRules.of(document().root(config, flaws));
    // Of rules that can't be used it is told when the source is opened.
    return flaws.all().isEmpty() ? rules.migrate(config) : config;
  }

  @Override
  public final Source open(JsonObject config, Network network, List<Rate> budget) {
    return open(config, network, budget, Wishes.NONE, Time.SYSTEM);
  }

  @Override
  public final Source open(JsonObject config, Network network, List<Rate> budget, Wishes wishes) {
    return open(config, network, budget, wishes, Time.SYSTEM);
  }

  /** The source as it is at another time. */
  final Source open(
      JsonObject config, Network network, List<Rate> budget, Wishes wishes, Time time) {
    Surroundings around = new Surroundings(network, wishes, time, new Transport(network, time));
    return new ManifestSource(document(), config, spec().secrets(), budget, around);
  }

  private <T> T lookAt(Function<Component, T> part) {
    Flaws flaws = new Flaws();
    T found = part.apply(document().root(new JsonObject(), flaws));
    if (!flaws.all().isEmpty()) {
      ManifestReport.flaws(document(), Clock.systemUTC()).refuse(name);
    }
    return found;
  }

  private Document document() {
    if (document == null) {
      document = Document.read(name, text.get());
    }
    return document;
  }
}
