package dev.tidemark.json;

/** Text that is not JSON: says what is wrong and where. Never holds the text itself. */
public final class JsonSyntax extends Exception {
  private static final long serialVersionUID = 1;
  private final long offset;
  private final boolean cut;

  public JsonSyntax(String message, long offset) {
    this(message, offset, false);
  }

  JsonSyntax(String message, long offset, boolean cut) {
    super(message);
    this.offset = offset;
    this.cut = cut;
  }

  /** Whether the text may be the beginning of one that is JSON. */
  public boolean isCut() {
    return cut;
  }

  /** How many bytes of the text had been read when it was noticed. */
  public long offset() {
    return offset;
  }
}
