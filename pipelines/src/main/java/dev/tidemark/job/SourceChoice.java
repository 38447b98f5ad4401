package dev.tidemark.job;

import dev.tidemark.connectors.Connector;
import dev.tidemark.connectors.ConnectorFolder;
import dev.tidemark.connectors.Download;
import dev.tidemark.connectors.ManifestName;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.net.URI;
import java.nio.file.Path;
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
   * @param name a built-in name, that of a connector that was added, {@code demo/NAME}, the path of
   *     a manifest or its URL
   * @param folder where a relative path starts
   */
  public static SourceChoice of(String name, Path folder, Network network) {
    if (name.startsWith(Demo.PREFIX)) {
      return demo(name.substring(Demo.PREFIX.length()));
    }
    if (Download.isUrl(name)) {
      URI url = Download.url(name);
      return manifest(ManifestName.of(url.getPath()), Download.manifest(url, network));
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return manifest(ManifestName.of(name), ManifestFile.read(folder.resolve(name)));
    }
    ConnectorFolder added = ConnectorFolder.ofUser();
    Optional<Connector> connector = added.find(name);
    return connector.isPresent()
        ? manifest(name, connector.get().text())
        : new SourceChoice(name, null, Sources.builtIn(name, added.names()), Optional.empty());
  }

  /** Puts in what need not be given, where the source knows such a key. */
  public void addDefaults(JsonObject config) {
    JsonObject known = provider.spec().schema().object("properties");
    if (demo.isEmpty() || known == null) {
      return;
    }
    JsonObject defaults = JsonObject.copyOf(Demo.config(demo.get()));
    for (String name : defaults.names()) {
      if (known.has(name) && !config.has(name)) {
        config.put(name, defaults.get(name));
      }
    }
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
}
