package dev.tidemark.model;

/** A text that must not be seen: whatever prints it prints stars. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The text itself: for the one place that sends it, never for messages. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "****";
  }
}
