package dev.tidemark.http;

import java.io.IOException;

/** An answer that we will not take; asking again would bring the same one. */
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }

  /** The refusal behind a fault, or null. */
  static Refused behind(Throwable fault) {
    for (Throwable t = fault; t != null; t = t.getCause()) {
      if (t instanceof Refused refused) {
        return refused;
      }
    }
    return null;
  }
}
