package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.response.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A header says until which epoch second to wait. */
final class WaitUntilTimeFromHeader implements BackoffStrategy {
  private final HeaderNumber header;
  private final Expression least;

  WaitUntilTimeFromHeader(Component component) {
    header = new HeaderNumber(component);
    least = component.has("min_wait") ? component.expression("min_wait", Names.NONE) : null;
  }

  @Override
  public Wait waitAfter(Optional<Answer> answer, int failures) {
    Duration floor = least == null ? null : Seconds.of(least);
    Duration wait = answer.map(this::untilTime).orElse(null);
    if (wait == null) {
      return floor == null ? null : Wait.of(floor);
    }
    if (floor != null && wait.compareTo(floor) < 0) {
      return Wait.of(floor);
    }
    return wait.isNegative() ? null : header.bounded(wait);
  }

  private Duration untilTime(Answer answer) {
    Duration until = header.in(answer);
    return until == null ? null : Duration.between(answer.arrival(), Instant.EPOCH.plus(until));
  }
}
