package dev.tidemark.destination.bigquery;

/** What the fake refuses, and the reason that BigQuery would give. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  Refused(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
