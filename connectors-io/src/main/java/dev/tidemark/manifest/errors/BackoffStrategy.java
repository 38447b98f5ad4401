package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.response.Answer;
import java.time.Duration;
import java.util.Optional;

/** Says how long to wait after a failure. Safe for any number of threads. */
@FunctionalInterface
public interface BackoffStrategy {
  Registry<BackoffStrategy> REGISTRY =
      Registry.<BackoffStrategy>of("a backoff strategy")
          .with("ConstantBackoffStrategy", BackoffStrategy::constant)
          .with("ExponentialBackoffStrategy", BackoffStrategy::exponential)
          .with("WaitTimeFromHeader", WaitTimeFromHeader::new)
          .with("WaitUntilTimeFromHeader", WaitUntilTimeFromHeader::new)
          .withCustom("CustomBackoffStrategy", BackoffStrategy.class);

  /**
   * How long to wait, or null where this strategy has nothing to say.
   *
   * @param answer the answer that failed; empty where none came
   * @param failures from 1
   */
  Wait waitAfter(Optional<Answer> answer, int failures);

  private static BackoffStrategy constant(Component component) {
    Expression seconds = component.expression("backoff_time_in_seconds", Names.NONE);
    Jitter jitter = Jitter.of(component);
    return (answer, failures) -> Wait.of(jitter.add(Seconds.of(seconds)));
  }

  private static BackoffStrategy exponential(Component component) {
    Expression factor = component.expression("factor", Names.NONE, 5L);
    Jitter jitter = Jitter.of(component);
    return (answer, failures) -> {
      Duration first = Seconds.of(factor);
      return Wait.of(jitter.add(first.multipliedBy(1L << Math.min(failures, 20))));
    };
  }
}
