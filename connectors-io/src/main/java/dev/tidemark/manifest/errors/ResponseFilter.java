package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.language.Statuses;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives meaning to answers by status, by their message, or by a predicate: any one is enough. */
final class ResponseFilter implements AnswerRule {
  static final Registry<AnswerRule> REGISTRY =
      Registry.<AnswerRule>of("a response filter").with("HttpResponseFilter", ResponseFilter::new);

  private static final List<String> ACTIONS =
      List.of(
          "SUCCESS",
          "IGNORE",
          "RETRY",
          "REFRESH_TOKEN_THEN_RETRY",
          "RATE_LIMITED",
          "RESET_PAGINATION",
          "FAIL");
  private static final List<String> FAILURES =
      List.of("system_error", "config_error", "transient_error");

  private final Resolution.Action action;
  private final Set<Long> statuses;
  private final Expression predicate;
  private final String messagePart;
  private final Expression message;
  private final String failure;

  private ResponseFilter(Component component) {
    action = action(component);
    statuses = Statuses.of(component, "http_codes");
    predicate =
        component.has("predicate") ? component.expression("predicate", Names.PREDICATE) : null;
    messagePart = component.text("error_message_contains", "");
    message = component.message("error_message", Names.ERROR_MESSAGE);
    failure = component.has("failure_type") ? component.choice("failure_type", FAILURES, null) : "";
  }

  /** Null where the filter has no action: then it never matches. */
  private static Resolution.Action action(Component component) {
    String word = component.text("action", "");
    if (word.isEmpty() || !ACTIONS.contains(component.choice("action", ACTIONS, null))) {
      return null;
    }
    return Resolution.Action.valueOf(word);
  }

  @Override
  public boolean resetsPaging() {
    return action == Resolution.Action.RESET_PAGINATION;
  }

  @Override
  public Resolution resolve(Answer answer) {
    if (action == null) {
      return null;
    }
    boolean matches =
        statuses.contains((long) answer.reply().status())
            || (predicate != null && predicate.holdsIn(scope(answer)))
            || hasMessagePart(answer);
    return matches ? new Resolution(action, kind(answer), text(answer)) : null;
  }

  private static Scope scope(Answer answer) {
    Map<String, Object> names = new HashMap<>(answer.asked());
    names.put("response", answer.jsonOrEmpty());
    names.put("headers", answer.headers());
    return Scope.of(names);
  }

  private boolean hasMessagePart(Answer answer) {
    if (messagePart.isEmpty()) {
      return false;
    }
    String text = ErrorText.of(answer);
    return text != null && text.contains(messagePart);
  }

  private Problem.Kind kind(Answer answer) {
    if (failure.equals("config_error") || failure.isEmpty()) {
      int status = answer.reply().status();
      if (status == 401 || status == 403) {
        return Problem.Kind.CREDENTIALS;
      }
    }
    return failure.equals("config_error") ? Problem.Kind.CONFIG : Problem.Kind.SOURCE;
  }

  private String text(Answer answer) {
    String text = message.sayIn(scope(answer));
    return text.isEmpty() ? null : text;
  }
}
