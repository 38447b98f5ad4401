package dev.tidemark.manifest.template;

/** Text being rendered, up to the limit. */
final class Output {
  private final StringBuilder text = new StringBuilder();

  Output add(String more) {
    Limits.characters((long) text.length() + more.length());
    text.append(more);
    return this;
  }

  Output add(char more) {
    Limits.characters(text.length() + 1L);
    text.append(more);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
