package dev.tidemark.source.persistiq;

import com.google.auto.service.AutoService;
import dev.tidemark.manifest.ManifestProvider;
import dev.tidemark.source.SourceProvider;

/** The source {@code persistiq}: {@code manifest.yaml} beside this class. */
@AutoService(SourceProvider.class)
public final class PersistIq extends ManifestProvider {
  public PersistIq() {
    super("persistiq", resource(PersistIq.class, "manifest.yaml"));
  }
}
