package dev.tidemark.manifest.errors;

import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Says what an answer means and how long to wait before asking again. Safe for any thread. */
public final class ErrorHandler {
  private static final int DEFAULT_RETRIES = 5;

  private final List<List<AnswerRule>> handlers;
  private final List<BackoffStrategy> strategies;
  private final boolean mayReset;
  private final Expression maxRetries;
  private final String path;

  private ErrorHandler(
      List<List<AnswerRule>> handlers,
      List<BackoffStrategy> strategies,
      Expression maxRetries,
      String path) {
    this.handlers = handlers;
    this.strategies = strategies;
    this.mayReset = handlers.stream().flatMap(List::stream).anyMatch(AnswerRule::resetsPaging);
    this.maxRetries = maxRetries;
    this.path = path;
  }

  /** What holds where a manifest names no handler. */
  public static final ErrorHandler DEFAULT =
      new ErrorHandler(
          List.of(List.of()), List.of(), Expression.constant((long) DEFAULT_RETRIES), "");

  public static final Registry<ErrorHandler> REGISTRY =
      Registry.<ErrorHandler>of("an error handler")
          .with("DefaultErrorHandler", ErrorHandler::single)
          .with("CompositeErrorHandler", ErrorHandler::composite)
          .withCustom("CustomErrorHandler", AnswerRule.class, ErrorHandler::custom);

  private static ErrorHandler single(Component component) {
    return handler(
        component, ResponseFilter.REGISTRY.makeAll(component.children("response_filters")));
  }

  /** What the rule has nothing to say of, the default table decides. */
  private static ErrorHandler custom(Component component, AnswerRule rule) {
    return handler(component, List.of(rule));
  }

  private static ErrorHandler handler(Component component, List<AnswerRule> rules) {
    return new ErrorHandler(
        List.of(rules),
        BackoffStrategy.REGISTRY.makeAll(component.children("backoff_strategies")),
        component.expression("max_retries", Set.of(), (long) DEFAULT_RETRIES),
        component.path());
  }

  private static ErrorHandler composite(Component component) {
    List<Component> children = component.children("error_handlers");
    if (children.isEmpty()) {
      component.flaw("error_handlers", "is missing; a list of error handlers is expected");
    }
    List<List<AnswerRule>> handlers = new ArrayList<>();
    List<BackoffStrategy> strategies = new ArrayList<>();
    ErrorHandler first = null;
    for (Component child : children) {
      ErrorHandler handler = REGISTRY.make(child);
      if (handler != null) {
        handlers.addAll(handler.handlers);
        strategies.addAll(handler.strategies);
        first = first == null ? handler : first;
      }
    }
    return first == null
        ? DEFAULT
        : new ErrorHandler(handlers, strategies, first.maxRetries, first.path);
  }

  /** How often a request is sent again after its first failure. */
  public int maxRetries() {
    String text = PythonText.str(maxRetries.in(Expression.NOTHING));
    try {
      return Math.max(0, Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      throw Problem.config(
          path + ".max_retries must be a whole number, but it came out as '" + text + "'");
    }
  }

  /** Whether the answer means that paging must begin anew. */
  public boolean resetsPaging(Answer answer) {
    return mayReset && resolve(answer).action() == Resolution.Action.RESET_PAGINATION;
  }

  /**
   * What to do about an answer. One that resets paging is a failure: those who page ask {@link
   * #resetsPaging} first.
   *
   * @param failures how often the request has failed, this time included if this is a failure
   */
  public Verdict judge(Answer answer, int failures) {
    Resolution resolution = resolve(answer);
    String meaning = meaning(resolution, answer);
    boolean isError = answer.reply().isError();
    return switch (resolution.action()) {
      case SUCCESS, IGNORE -> isError ? Verdict.ignore(meaning) : Verdict.ACCEPT;
      case FAIL -> Verdict.fail(resolution.kind(), meaning);
      case RESET_PAGINATION ->
          Verdict.fail(Problem.Kind.SOURCE, meaning + "; there is no paging here to begin anew");
      default -> retry(resolution, meaning, answer, failures);
    };
  }

  /** What to do where no answer came: try again, after the wait that the manifest asks for. */
  public Verdict fault(String message, int failures) {
    return Verdict.retry(message, wait(Optional.empty(), failures).time());
  }

  private Verdict retry(Resolution resolution, String meaning, Answer answer, int failures) {
    Wait wait = wait(Optional.of(answer), failures);
    if (wait.isTooLong()) {
      return Verdict.fail(
          Problem.Kind.SOURCE, meaning + "; it asks to wait longer than the manifest allows");
    }
    Duration delay = wait.or(RetryAfter.of(answer));
    return switch (resolution.action()) {
      case RETRY -> Verdict.retry(meaning, delay);
      case REFRESH_TOKEN_THEN_RETRY -> Verdict.refresh(resolution.kind(), meaning, delay);
      default -> Verdict.rateLimited(meaning, delay);
    };
  }

  private Wait wait(Optional<Answer> answer, int failures) {
    return strategies.stream()
        .map(strategy -> strategy.waitAfter(answer, failures))
        .filter(Objects::nonNull)
        .filter(wait -> wait.isTooLong() || !wait.time().isZero())
        .findFirst()
        .map(Wait::oneSecondMore)
        .orElse(Wait.NONE);
  }

  /** The first handler that is content decides, else the last; each knows the default table. */
  private Resolution resolve(Answer answer) {
    Resolution resolution = Resolution.SUCCESS;
    for (List<AnswerRule> handler : handlers) {
      resolution = resolve(handler, answer);
      if (resolution.action().isDecisive()) {
        return resolution;
      }
    }
    return resolution;
  }

  private static Resolution resolve(List<AnswerRule> filters, Answer answer) {
    for (AnswerRule filter : filters) {
      Resolution resolution = filter.resolve(answer);
      if (resolution != null) {
        return resolution;
      }
    }
    return DefaultTable.resolve(answer.reply().status());
  }

  private static String meaning(Resolution resolution, Answer answer) {
    if (resolution.message() != null) {
      return resolution.message();
    }
    return answer.reply().isError() ? ErrorMeaning.of(answer) : null;
  }
}
