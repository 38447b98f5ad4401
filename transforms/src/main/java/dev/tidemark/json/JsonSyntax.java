package dev.tidemark.json;

/** Text that is not JSON: says what is wrong and where. Never holds the text itself. */
public final class JsonSyntax extends Exception {
  private static final long serialVersionUID = 1;
  private final long offset;

  public JsonSyntax(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /** How many bytes of the text had been read when it was noticed. */
  public long offset() {
    return offset;
  }
}
