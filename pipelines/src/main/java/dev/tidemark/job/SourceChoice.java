package dev.tidemark.job;

import dev.tidemark.http.Network;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Transport;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a source's name stands for.
 *
 * @param name what it is called
 * @param manifest text of its manifest, or null for a built-in source
 * @param provider the source
 * @param demo the name of the simulator that plays the service, if it is a demo
 */
public record SourceChoice(
    String name, String manifest, SourceProvider provider, Optional<String> demo) {

  /**
   * Finds a source.
   *
   * @param name a built-in name, {@code demo/NAME}, the path of a manifest or its URL
   * @param folder where a relative path starts
   */
  public static SourceChoice of(String name, Path folder, Network network) {
    if (name.startsWith(Demo.PREFIX)) {
      return demo(name.substring(Demo.PREFIX.length()));
    }
    if (name.startsWith("https://") || name.startsWith("http://")) {
      return manifest(baseName(URI.create(name).getPath()), download(name, network));
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return manifest(baseName(name), ManifestFile.read(folder.resolve(name)));
    }
    return new SourceChoice(name, null, Sources.builtIn(name), Optional.empty());
  }

  /** Puts in what need not be given, where the source knows such a key. */
  public void addDefaults(JsonObject config) {
    JsonObject known = provider.spec().schema().object("properties");
    if (demo.isEmpty() || known == null) {
      return;
    }
    Demo.config(demo.get())
        .forEach(
            (name, value) -> {
              if (known.has(name) && !config.has(name)) {
                config.put(name, value);
              }
            });
  }

  private static SourceChoice demo(String name) {
    if (!Demo.names().contains(name)) {
      throw Problem.config(
          "there is no demo of '"
              + name
              + "'."
              + Nearest.hint(name, Demo.names())
              + " Demos: demo/"
              + String.join(", demo/", Demo.names()));
    }
    return new SourceChoice(name, null, Sources.builtIn(name), Optional.of(name));
  }

  private static SourceChoice manifest(String name, String text) {
    return new SourceChoice(name, text, Sources.ofManifest(name, text), Optional.empty());
  }

  private static String baseName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean unnamed = file.matches("manifest\\.ya?ml") && path.contains("/");
    String[] parts = path.split("/");
    return unnamed ? parts[parts.length - 2] : file.replaceFirst("\\.ya?ml$", "");
  }

  private static String download(String url, Network network) {
    try {
      Reply reply = new Transport(network).send(Request.get(URI.create(url), Map.of()));
      if (reply.status() != 200) {
        throw Problem.config("no manifest at " + url + ": the server answered " + reply.status());
      }
      return new String(reply.body(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.config("no manifest from " + url + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.config("interrupted while fetching " + url);
    }
  }
}
