package dev.tidemark.manifest.auth.pool;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Patience;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Statuses;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.FlatMapping;
import dev.tidemark.manifest.requester.OutgoingRequest;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a source tells how much is left for a token. */
final class QuotaStatus {
  private static final Patience PATIENCE = new Patience(5, Duration.ofMinutes(5));

  private final Expression url;
  private final String method;
  private final FlatMapping headers;
  private final Set<Long> unavailable;
  private final List<Quota> quotas;

  QuotaStatus(Component component, List<Quota> quotas) {
    this.quotas = quotas;
    url = component.expression("url", Names.NONE);
    method = component.choice("http_method", List.of("GET", "POST"), "GET");
    headers = FlatMapping.compile(component, "request_headers", Names.NONE);
    unavailable = Statuses.of(component, "unavailable_status_codes");
  }

  String url() {
    return url.textIn(Expression.NOTHING);
  }

  /**
   * What is left by the name of the quota; nothing where the source does not count.
   *
   * @param credential what shows the token
   */
  Map<String, Left> ask(String header, String credential, Calls calls) {
    RequestInputs inputs = new RequestInputs();
    inputs.headers().putAll(headers.textsIn(Expression.NOTHING));
    inputs.headers().put(header, credential);
    Request request = new OutgoingRequest(method, inputs).to(url());
    Map<String, Left> left = new HashMap<>();
    calls.sendForToken(
        () -> request, (Judge) (reply, tries) -> judge(reply, tries, left), PATIENCE);
    return left;
  }

  private Verdict judge(Reply reply, int failures, Map<String, Left> left) {
    if (unavailable.contains((long) reply.status())) {
      return Verdict.ACCEPT;
    }
    Answer answer = new Answer(reply);
    Verdict verdict = ErrorHandler.DEFAULT.judge(answer, failures);
    if (verdict.action() != Verdict.Action.ACCEPT) {
      return verdict;
    }
    try {
      for (Quota quota : quotas) {
        left.put(quota.name(), quota.read(answer.json()));
      }
      return verdict;
    } catch (JsonSyntax e) {
      return Verdict.fail(Problem.Kind.SOURCE, "the quota status is not JSON");
    } catch (Undecodable e) {
      return Verdict.fail(Problem.Kind.SOURCE, e.getMessage());
    }
  }
}
