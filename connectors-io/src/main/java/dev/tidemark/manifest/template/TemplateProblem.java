package dev.tidemark.manifest.template;

/** A template that cannot be compiled: says what is wrong and where in the text. */
public final class TemplateProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int offset;

  TemplateProblem(String message, int offset) {
    super(message + " (at offset " + offset + ")");
    this.offset = offset;
  }

  /** Where in the text of the template, in characters from its start. */
  public int offset() {
    return offset;
  }
}
