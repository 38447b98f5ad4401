package dev.tidemark.file.document;

import java.io.Serial;

/** A document whose text can't be had; says why. */
final class Unreadable extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Unreadable(String message) {
    super(message);
  }

  Unreadable(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
