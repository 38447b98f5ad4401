package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides what a request gets: first its key is checked, then the rate, then the plan of faults.
 */
final class Desk {
  private static final int MOST_KEPT = 10_000;

  private final Api api;
  private final RateWindow window;
  private final Lanes lanes;
  private final Pauses pauses = new Pauses();
  private final Vandal vandal;
  private final List<String> violations = new ArrayList<>();
  private volatile FaultDealer dealer;

  Desk(Api api, SimulatorOptions options) {
    Rate rate = options.rate(api.rate());
    this.api = api;
    this.window = rate == null ? null : new RateWindow(rate, options.clock());
    int mostAtOnce = options.mostAtOnce(api.mostAtOnce());
    this.lanes = mostAtOnce == 0 ? null : new Lanes(mostAtOnce, options.clock());
    this.vandal = new Vandal(api, pauses, options.clock());
    this.dealer = new FaultDealer(options.faults());
  }

  void faults(FaultPlan plan) {
    dealer = new FaultDealer(plan);
  }

  List<String> violations() {
    synchronized (violations) {
      return List.copyOf(violations);
    }
  }

  /** What a request gets; {@link #answered} must follow. */
  Reply serve(Request request, JsonBytes body) {
    body.clear();
    String crowd = lanes == null ? null : lanes.enter();
    if (!api.knows(request)) {
      return Reply.whole(finished(request, api.unauthorized(request, body), quota()));
    }
    boolean admitted = admits(request, crowd);
    Quota quota = quota();
    if (!admitted) {
      return Reply.whole(finished(request, api.tooManyRequests(quota, body), quota));
    }
    Exchange exchange = new Exchange(request, quota, dealer.deal(request), body);
    Reply right = Reply.whole(finished(request, api.answer(request, body), quota));
    return vandal.spoil(exchange, right);
  }

  /** The answer to a request is about to leave. */
  void answered() {
    if (lanes != null) {
      lanes.leave();
    }
  }

  private boolean admits(Request request, String crowd) {
    long arrival = request.arrivalNanos();
    note(request, pauses.breach(arrival));
    note(request, crowd);
    if (window == null) {
      return crowd == null;
    }
    RateWindow.Verdict verdict = window.arrive(arrival);
    note(request, verdict.breach());
    return verdict.isAdmitted() && crowd == null;
  }

  private void note(Request request, String breach) {
    synchronized (violations) {
      if (breach != null && violations.size() < MOST_KEPT) {
        violations.add(breach + " (" + request.method() + " " + request.target() + ")");
      }
    }
  }

  private Quota quota() {
    return window != null ? window.quota() : lanes != null ? lanes.quota() : null;
  }

  private Answer finished(Request request, Answer answer, Quota quota) {
    Map<String, String> more = api.headers(request, quota);
    return more.isEmpty() ? answer : answer.with(more);
  }
}
