package dev.tidemark.manifest.requester;

import dev.tidemark.http.Account;
import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.http.Network;
import dev.tidemark.http.Patience;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.budget.BudgetHeaders;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The way to a source while one of its streams is read. Safe for any number of threads.
 *
 * @param stream for which stream, what it needs from others included; null where it is for all
 * @param caller sends requests within the budget
 * @param account whose budget that is
 * @param network how requests leave
 * @param wishes what is wanted of the source
 * @param headers what the source says of the budget itself
 * @param mostRetries how often a request is sent again at most, whatever the manifest says
 * @param replies answers that need not be asked for again; null where all must
 * @param parents what parent streams answered
 */
public record Calls(
    String stream,
    Caller caller,
    Account account,
    Network network,
    Wishes wishes,
    BudgetHeaders headers,
    int mostRetries,
    Replies replies,
    ParentReplies parents) {

  public Calls(
      String stream,
      Caller caller,
      Account account,
      Network network,
      Wishes wishes,
      BudgetHeaders headers,
      int mostRetries,
      ParentReplies parents) {
    this(stream, caller, account, network, wishes, headers, mostRetries, null, parents);
  }

  /** What time it is. */
  public Instant now() {
    return caller.now();
  }

  /** Waits for something that takes its time at the source. */
  public void pause(Duration wait) {
    caller.pauseFor(wait);
  }

  /** Sends a request until the judge is content. */
  public Caller.Outcome send(Supplier<Request> request, Judge judge, int retries) {
    if (replies == null) {
      return ask(request, judge, retries);
    }
    Request wanted = request.get();
    Deque<Request> made = new ArrayDeque<>(List.of(wanted));
    Supplier<Request> again = () -> made.isEmpty() ? request.get() : made.pop();
    if (!Replies.mayAnswer(wanted)) {
      return ask(again, judge, retries);
    }
    Replies.Key key = Replies.Key.of(wanted);
    return replies.inTurn(
        key,
        () -> {
          Reply known = replies.get(key);
          // Errors are not remembered, so there is nothing to ignore.
          if (known != null && judge.judge(known, 1).action() == Verdict.Action.ACCEPT) {
            return new Caller.Outcome(wanted, known, null);
          }
          Caller.Outcome outcome = ask(again, judge, retries);
          replies.put(key, outcome.reply());
          return outcome;
        });
  }

  /** The same, with a memory for answers: for requests that are sent again and again at once. */
  public Calls remembering() {
    return with(new Replies());
  }

  /** The same for parent streams, which several streams of a sync may need. */
  public Calls forParents(Instant syncBegan) {
    return replies == null ? with(parents.of(syncBegan)) : this;
  }

  /** The same for requests that are to be sent each time. */
  public Calls forgetting() {
    return replies == null ? this : with(null);
  }

  private Calls with(Replies other) {
    return new Calls(
        stream, caller, account, network, wishes, headers, mostRetries, other, parents);
  }

  private Caller.Outcome ask(Supplier<Request> request, Judge judge, int retries) {
    Watch watch = new Watch(judge);
    if (stream == null) {
      return caller.call(request, watch, Math.min(retries, mostRetries));
    }
    Refusals refusals = Refusals.of(account);
    try {
      Caller.Outcome outcome =
          caller.call(() -> hopeful(request, watch), watch, Math.min(retries, mostRetries));
      refusals.accepted(stream);
      if (outcome.ignored()) {
        Ignored.of(account).tell(stream, outcome.reason());
      }
      return outcome;
    } catch (Problem problem) {
      if (watch.isRefused) {
        refusals.refused(stream, problem);
      }
      throw problem;
    }
  }

  /** The request, unless it would be sent in vain; making it may have brought new credentials. */
  private Request hopeful(Supplier<Request> request, Watch watch) {
    watch.isRefused = false;
    Request made = request.get();
    refuseIfHopeless();
    return made;
  }

  /** Throws what the stream's credentials were refused with a moment ago, if they were. */
  public void refuseIfHopeless() {
    if (stream != null) {
      Refusals.of(account).check(stream);
    }
  }

  /** The same for a login, which serves all streams. */
  public Calls forLogin() {
    return new Calls(
        null, caller.inConfidence(), account, network, wishes, headers, mostRetries, parents);
  }

  /**
   * Sends a request for a token: outside the budget, and whatever became of other requests.
   *
   * @throws Problem if the judge gave up, or patience is at its end
   */
  public Reply sendForToken(Supplier<Request> request, Judge judge, Patience patience) {
    Patience bounded = new Patience(Math.min(patience.retries(), mostRetries), patience.waiting());
    return caller.withoutBudget().inConfidence().call(request, judge, bounded).reply();
  }

  /** There are new credentials: those that were refused don't count any longer. */
  public void credentialsRenewed() {
    Refusals.of(account).forget();
  }

  /** The same for checks, which should answer soon and write nothing. */
  public Calls forCheck() {
    return new Calls(stream, caller, account, network, Wishes.NONE, headers, 1, replies, parents);
  }

  /** Judges the answers of one call, and looks on. */
  private final class Watch implements Judge {
    private static final int UNAUTHORIZED = 401;

    private final Judge judge;
    private boolean isRefused;

    Watch(Judge judge) {
      this.judge = judge;
    }

    @Override
    public Verdict judge(Reply reply, int failures) {
      headers.observe(reply, account);
      Verdict verdict = judge.judge(reply, failures);
      isRefused = reply.status() == UNAUTHORIZED && verdict.kind() == Problem.Kind.CREDENTIALS;
      return verdict;
    }

    @Override
    public Verdict fault(String message, int failures) {
      isRefused = false;
      return judge.fault(message, failures);
    }
  }
}
