package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Patience;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.errors.RetryAfter;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/** One call to a token server. */
final class TokenCall implements Judge {
  private static final Patience PATIENCE = new Patience(100, Duration.ofMinutes(5));

  private final TokenAnswer answers;
  private final String refreshName;
  private final Refusal refusals;
  private Tokens tokens;

  TokenCall(TokenAnswer answers, String refreshName, Refusal refusals) {
    this.answers = answers;
    this.refreshName = refreshName;
    this.refusals = refusals;
  }

  /** Asks until there are tokens, or asking makes no sense. */
  Tokens send(Supplier<Request> request, Calls calls) {
    calls.sendForToken(request, this, PATIENCE);
    return tokens;
  }

  @Override
  public Verdict judge(Reply reply, int failures) {
    Answer answer = new Answer(reply);
    if (reply.status() == 429 || reply.status() >= 500) {
      return Verdict.retry("HTTP " + reply.status(), RetryAfter.of(answer));
    }
    if (reply.isError()) {
      return refusals.judge(answer);
    }
    try {
      tokens = answers.read(answer.json(), refreshName, answer.arrival());
      return Verdict.ACCEPT;
    } catch (JsonSyntax e) {
      // Not quoted: it may hold a token that we did not find.
      return failed(reply, "the answer is not JSON");
    } catch (Undecodable e) {
      return failed(reply, e.getMessage() + Refusal.words(answer));
    }
  }

  private static Verdict failed(Reply reply, String what) {
    return Verdict.fail(
        Problem.Kind.SOURCE, "no access token came (HTTP " + reply.status() + "): " + what);
  }
}
