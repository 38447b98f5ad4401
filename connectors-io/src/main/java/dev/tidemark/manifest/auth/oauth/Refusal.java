package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.SecretFields;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Set;

/** Says what it means when a token server refuses. */
final class Refusal {
  private static final List<String> FIELDS =
      List.of(
          "refresh_token_error_status_codes",
          "refresh_token_error_key",
          "refresh_token_error_values");
  private static final Set<Integer> CREDENTIAL_STATUSES = Set.of(401, 403);
  private static final Set<String> CREDENTIAL_ERRORS =
      Set.of("invalid_client", "unauthorized_client", "access_denied", "invalid_grant");
  private static final int LONGEST = 300;

  private final Set<String> statuses;
  private final String key;
  private final Set<String> values;

  /**
   * @param updater the {@code refresh_token_updater}, where older manifests have this; may be null
   */
  Refusal(Component component, Component updater) {
    boolean isOwn = isSet(component);
    boolean isUpdaters = updater != null && isSet(updater);
    if (isOwn && isUpdaters) {
      component.flaw(
          "refresh_token_updater", "says with refresh_token_error_… what is said beside it too");
    }
    if (isOwn || isUpdaters) {
      Component rule = isOwn ? component : updater;
      statuses = Set.copyOf(rule.texts(FIELDS.get(0)));
      key = rule.text(FIELDS.get(1), "");
      values = Set.copyOf(rule.texts(FIELDS.get(2)));
    } else {
      statuses = Set.of("400");
      key = "error";
      values = Set.of("invalid_grant", "invalid_permissions");
    }
  }

  private static boolean isSet(Component component) {
    return FIELDS.stream().anyMatch(field -> !component.items(field).isEmpty());
  }

  /** What to do about an answer that is an error, and not one that will pass. */
  Verdict judge(Answer answer) {
    int status = answer.reply().status();
    String words = "HTTP " + status + words(answer);
    if (statuses.contains(String.valueOf(status)) && values.contains(text(answer, key))) {
      return Verdict.fail(
          Problem.Kind.CREDENTIALS,
          "the authorization has ended ("
              + words
              + "). Authorize this source anew and put the new refresh token into its config");
    }
    boolean isRefusal =
        CREDENTIAL_STATUSES.contains(status) || CREDENTIAL_ERRORS.contains(text(answer, "error"));
    return isRefusal
        ? Verdict.fail(
            Problem.Kind.CREDENTIALS, "the token server refuses the credentials (" + words + ")")
        : Verdict.fail(Problem.Kind.SOURCE, "no access token came (" + words + ")");
  }

  /** What the server says itself, with a colon before it; empty where it says nothing. */
  static String words(Answer answer) {
    String error = text(answer, "error");
    String description = text(answer, "error_description");
    String text = error.isEmpty() ? text(answer, "message") : error;
    String all = description.isEmpty() ? text : text + ", " + description;
    // Masked before it is cut: half a secret would not be known as one.
    String line = SecretFields.mask(all).strip().replaceAll("\\s+", " ");
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    return cut.isEmpty() ? "" : ": " + cut;
  }

  private static String text(Answer answer, String name) {
    Object value = answer.jsonOrEmpty() instanceof JsonObject object ? object.get(name) : null;
    return value == null ? "" : PythonText.str(value);
  }
}
