package dev.tidemark.manifest;

import com.google.auto.service.AutoService;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;

/**
 * The manifest engine, as {@link Sources#ofManifest} finds it: makes sources of the manifests that
 * Airbyte's connector builder writes, and of our own.
 */
@AutoService(Sources.ManifestLoader.class)
public final class ManifestEngine implements Sources.ManifestLoader {
  @Override
  public SourceProvider load(String name, String manifest) {
    return ManifestProvider.of(name, manifest);
  }
}
