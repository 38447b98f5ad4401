package dev.tidemark.source.twilio;

import com.google.auto.service.AutoService;
import dev.tidemark.manifest.ManifestProvider;
import dev.tidemark.source.SourceProvider;

/** The source {@code twilio}: {@code manifest.yaml} beside this class. */
@AutoService(SourceProvider.class)
public final class Twilio extends ManifestProvider {
  public Twilio() {
    super("twilio", resource(Twilio.class, "manifest.yaml"));
  }
}
