package dev.tidemark.source.chartmogul;

import com.google.auto.service.AutoService;
import dev.tidemark.manifest.ManifestProvider;
import dev.tidemark.source.SourceProvider;

/** The source {@code chartmogul}: {@code manifest.yaml} beside this class. */
@AutoService(SourceProvider.class)
public final class ChartMogul extends ManifestProvider {
  public ChartMogul() {
    super("chartmogul", resource(ChartMogul.class, "manifest.yaml"));
  }
}
