package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What somebody who looks on while requests are made gets to see. */
final class OnlookerTest {
  private static final Request REQUEST = Request.get(URI.create("https://x.test/a"), Map.of());

  private final List<String> seen = new ArrayList<>();
  private final Queue<Object> answers = new ArrayDeque<>();

  private final class Log implements Onlooker {
    @Override
    public void sending(Request request, boolean confidential) {
      seen.add(request + (confidential ? ", confidential" : ""));
    }

    @Override
    public void answered(Answered answered) {
      seen.add(answered.reply() + " " + answered.outcome());
    }
  }

  private Caller caller() {
    FakeTime time = new FakeTime();
    Account account = new Account(Budget.UNLIMITED, time);
    return new Caller(this::answer, account, time, new CallStats(), Duration.ofSeconds(1))
        .watchedBy(new Log());
  }

  private Reply answer(Request request, Sender.Toll toll) throws IOException {
    if (answers.remove() instanceof Integer status) {
      return new Reply(status, Map.of(), new byte[0], 0, 0);
    }
    throw new IOException("x.test does not answer");
  }

  private static Verdict judge(Reply reply, int failures) {
    return switch (reply.status()) {
      case 200 -> Verdict.ACCEPT;
      case 503 -> Verdict.retry("busy", Duration.ofSeconds(2));
      case 404 -> Verdict.ignore("nothing there");
      case 500 -> throw Problem.source("what is this?");
      default -> Verdict.fail(Problem.Kind.SOURCE, "no");
    };
  }

  @Test
  void everyAttemptIsSeenWithWhatIsDoneAboutIt() {
    answers.addAll(List.of(503, "silence", 200));
    caller().call(() -> REQUEST, OnlookerTest::judge, 3);
    assertThat(seen)
        .containsExactly(
            "GET https://x.test/a",
            "HTTP 503, 0 bytes to be tried again in 2 s: busy",
            "GET https://x.test/a",
            "null to be tried again: x.test does not answer",
            "GET https://x.test/a",
            "HTTP 200, 0 bytes ");
  }

  @Test
  void soIsAnAnswerThatTheJudgeCantRead() {
    answers.add(500);
    assertThatThrownBy(() -> caller().call(() -> REQUEST, OnlookerTest::judge, 3))
        .hasMessage("what is this?");
    assertThat(seen).last().isEqualTo("HTTP 500, 0 bytes it can't be read");
  }

  @Test
  void requestsForTokensAreConfidential() {
    answers.addAll(List.of(404, 404));
    caller().withoutBudget().inConfidence().call(() -> REQUEST, OnlookerTest::judge, 0);
    assertThat(seen)
        .containsExactly(
            "GET https://x.test/a, confidential", "HTTP 404, 0 bytes passed over: nothing there");
  }

  @Test
  void aBodyInAFileIsLookedAtWithoutDisturbingWhoReadsIt() throws IOException {
    Spool file = Spool.create();
    file.write(ByteBuffer.wrap("0123456789".repeat(50_000).getBytes(UTF_8)));
    Reply reply = new Reply(200, Map.of(), null, file, 0, 0);
    try (InputStream body = reply.open()) {
      body.skipNBytes(200_000);
      assertThat(reply.excerpt(12)).isEqualTo("012345678901…");
      assertThat(body.readAllBytes()).hasSize(300_000).startsWith("01234".getBytes(UTF_8));
    }
    assertThat(reply.excerpt()).as("there is nothing left to look at").isEmpty();
  }
}
