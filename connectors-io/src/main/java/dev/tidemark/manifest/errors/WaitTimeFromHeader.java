package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.response.Answer;
import java.time.Duration;
import java.util.Optional;

/** A header says how many seconds to wait. */
final class WaitTimeFromHeader implements BackoffStrategy {
  private final HeaderNumber header;

  WaitTimeFromHeader(Component component) {
    header = new HeaderNumber(component);
  }

  @Override
  public Wait waitAfter(Optional<Answer> answer, int failures) {
    Duration time = answer.map(header::in).orElse(null);
    return time == null ? null : header.bounded(time);
  }
}
