package dev.tidemark.http;

import java.time.Duration;

/**
 * Tells an onlooker of requests, if there is one.
 *
 * @param onlooker null for none
 * @param confidential whether what is sent and what comes is about credentials
 */
record Watch(Onlooker onlooker, boolean confidential) {
  static final Watch NONE = new Watch(null, false);

  Watch inConfidence() {
    return new Watch(onlooker, true);
  }

  boolean isOn() {
    return onlooker != null;
  }

  void sending(Request request) {
    if (onlooker != null) {
      onlooker.sending(request, confidential);
    }
  }

  /** What the judge says to an answer; the onlooker sees that even if the judge can't say. */
  Verdict judge(Judge judge, Reply reply, int failures) {
    if (onlooker == null) {
      return judge.judge(reply, failures);
    }
    String outcome = "it can't be read";
    try {
      Verdict verdict = judge.judge(reply, failures);
      outcome = outcome(verdict);
      return verdict;
    } finally {
      answered(reply, outcome);
    }
  }

  void failed(Verdict verdict) {
    if (onlooker != null) {
      answered(null, outcome(verdict));
    }
  }

  private void answered(Reply reply, String outcome) {
    onlooker.answered(new Onlooker.Answered(reply, outcome, confidential));
  }

  private static String outcome(Verdict verdict) {
    Duration delay = verdict.delay();
    String again = "to be tried again" + (delay == null ? "" : " in " + delay.toSeconds() + " s");
    return switch (verdict.action()) {
      case ACCEPT -> "";
      case IGNORE -> "passed over: " + verdict.message();
      case FAIL -> "given up: " + verdict.message();
      case REFRESH -> again + " with fresh credentials: " + verdict.message();
      default -> again + ": " + verdict.message();
    };
  }
}
