package dev.tidemark.source.convex;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Time;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The source {@code convex}. */
@AutoService(SourceProvider.class)
public final class Convex implements SourceProvider {
  @Override
  public String name() {
    return "convex";
  }

  @Override
  public String title() {
    return "Convex (tables of a deployment, and what changes in them)";
  }

  @Override
  public ConfigSpec spec() {
    try (InputStream in = Convex.class.getResourceAsStream("spec.json")) {
      return new ConfigSpec(Json.parseObject(new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Source open(JsonObject config, Network network, List<Rate> budget) {
    return new ConvexSource(Deployment.of(config, spec().secrets(), network, budget, Time.SYSTEM));
  }
}
