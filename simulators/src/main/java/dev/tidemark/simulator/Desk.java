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
  private final Pauses pauses = new Pauses();
  private final Vandal vandal;
  private final List<String> violations = new ArrayList<>();
  private volatile FaultDealer dealer;

  Desk(Api api, SimulatorOptions options) {
    Rate rate = options.rate(api.rate());
    this.api = api;
    this.window = rate == null ? null : new RateWindow(rate, options.clock());
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

  Reply serve(Request request, JsonBytes body) {
    body.clear();
    if (!api.knows(request)) {
      return Reply.whole(finished(request, api.unauthorized(request, body), quota()));
    }
    boolean admitted = admits(request);
    Quota quota = quota();
    if (!admitted) {
      return Reply.whole(finished(request, api.tooManyRequests(quota, body), quota));
    }
    Exchange exchange = new Exchange(request, quota, dealer.deal(request), body);
    Reply right = Reply.whole(finished(request, api.answer(request, body), quota));
    return vandal.spoil(exchange, right);
  }

  private boolean admits(Request request) {
    long arrival = request.arrivalNanos();
    note(request, pauses.breach(arrival));
    if (window == null) {
      return true;
    }
    RateWindow.Verdict verdict = window.arrive(arrival);
    note(request, verdict.breach());
    return verdict.isAdmitted();
  }

  private void note(Request request, String breach) {
    synchronized (violations) {
      if (breach != null && violations.size() < MOST_KEPT) {
        violations.add(breach + " (" + request.method() + " " + request.target() + ")");
      }
    }
  }

  private Quota quota() {
    return window == null ? null : window.quota();
  }

  private Answer finished(Request request, Answer answer, Quota quota) {
    Map<String, String> more = api.headers(request, quota);
    return more.isEmpty() ? answer : answer.with(more);
  }
}
