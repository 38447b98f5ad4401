package dev.tidemark.manifest.auth.pool;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Moments;
import dev.tidemark.manifest.budget.RequestMatcher;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.language.Statuses;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.template.PythonText;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A kind of requests whose number the source limits, for each token. */
final class Quota {
  static final Registry<Quota> REGISTRY =
      Registry.<Quota>of("a quota").with("TokenQuota", Quota::new);

  private final String name;
  private final List<RequestMatcher> matchers;
  private final List<String> remainingPath;
  private final List<String> resetPath;
  private final List<String> limitPath;
  private final String remainingHeader;
  private final String resetHeader;
  private final String limitHeader;
  private final Set<Long> exhaustion;

  private Quota(Component component) {
    name = component.text("name");
    matchers = RequestMatcher.REGISTRY.makeAll(component.children("matchers"));
    remainingPath = path(component, "remaining_path");
    resetPath = path(component, "reset_path");
    limitPath = component.texts("limit_path");
    remainingHeader = component.text("remaining_header", "");
    resetHeader = component.text("reset_header", "");
    limitHeader = component.text("limit_header", "");
    exhaustion = Statuses.of(component, "exhaustion_status_codes");
  }

  private static List<String> path(Component component, String field) {
    if (!component.has(field)) {
      component.flaw(field, "is missing; a path in the quota status is expected");
    }
    return component.texts(field);
  }

  String name() {
    return name;
  }

  /** Whether it is for all requests that no other quota is for. */
  boolean isForTheRest() {
    return matchers.isEmpty();
  }

  boolean matches(Request request) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(request));
  }

  /** What the quota status says of it. */
  Left read(Object status) throws Undecodable {
    int remaining = number(status, remainingPath);
    int limit = limitPath.isEmpty() ? remaining : number(status, limitPath);
    String reset = PythonText.str(at(status, resetPath));
    Instant moment = Moments.read(reset, "");
    if (moment == null) {
      throw new Undecodable("the quota status has no date and time at " + where(resetPath));
    }
    return new Left(remaining, limit, moment);
  }

  private static int number(Object status, List<String> path) throws Undecodable {
    String text = PythonText.str(at(status, path));
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new Undecodable("the quota status has no whole number at " + where(path));
    }
    return Integer.parseInt(text);
  }

  private static Object at(Object status, List<String> path) throws Undecodable {
    Object value = status;
    for (String field : path) {
      value = value instanceof JsonObject object ? object.get(field) : null;
    }
    if (value == null) {
      throw new Undecodable("the quota status has nothing at " + where(path));
    }
    return value;
  }

  private static String where(List<String> path) {
    return String.join(".", path);
  }

  /** What an answer says of it. */
  Notice notice(Reply reply) {
    boolean isExhausted = exhaustion.contains((long) reply.status());
    Integer remaining = number(reply, remainingHeader);
    return new Notice(
        remaining == null && isExhausted ? Integer.valueOf(0) : remaining,
        number(reply, limitHeader),
        moment(reply),
        isExhausted);
  }

  private static Integer number(Reply reply, String header) {
    String text = header.isEmpty() ? "" : reply.header(header).map(String::strip).orElse("");
    return text.matches("-?[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private Instant moment(Reply reply) {
    return resetHeader.isEmpty()
        ? null
        : reply.header(resetHeader).map(text -> Moments.read(text.strip(), "")).orElse(null);
  }

  /**
   * What an answer tells; null where it is silent.
   *
   * @param isExhausted whether it refuses the request because nothing is left
   */
  record Notice(Integer remaining, Integer limit, Instant reset, boolean isExhausted) {}
}
