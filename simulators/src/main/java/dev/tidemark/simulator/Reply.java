package dev.tidemark.simulator;

import java.time.Duration;

/**
 * What to do with a connection: an answer (its body is in the connection's buffer), how much of it
 * to deliver, and when.
 *
 * @param fault done on purpose, or null
 * @param pause to be told when the answer has been sent, or null
 */
record Reply(
    Answer answer, Delivery delivery, Duration delay, FaultKind fault, Pauses.Pause pause) {
  /** How an answer leaves. */
  enum Delivery {
    WHOLE,
    HALF,
    RESET
  }

  static Reply whole(Answer answer) {
    return new Reply(answer, Delivery.WHOLE, Duration.ZERO, null, null);
  }

  Reply by(FaultKind kind) {
    return new Reply(answer, delivery, delay, kind, pause);
  }

  Reply delivered(Delivery how) {
    return new Reply(answer, how, delay, fault, pause);
  }

  Reply after(Duration wait) {
    return new Reply(answer, delivery, wait, fault, pause);
  }

  Reply promising(Pauses.Pause promise) {
    return new Reply(answer, delivery, delay, fault, promise);
  }

  int status() {
    return delivery == Delivery.RESET ? 0 : answer.status();
  }
}
