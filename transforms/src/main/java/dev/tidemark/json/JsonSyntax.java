package dev.tidemark.json;

/** Text that is not JSON: says what is wrong and at which byte. Never holds the text itself. */
public final class JsonSyntax extends Exception {
  private static final long serialVersionUID = 1;
  private final long offset;

  JsonSyntax(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text, in bytes from its start. */
  public long offset() {
    return offset;
  }
}
