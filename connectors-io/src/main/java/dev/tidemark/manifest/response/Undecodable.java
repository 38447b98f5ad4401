package dev.tidemark.manifest.response;

/** A body that is not in the promised format. The message says what is wrong with it. */
public final class Undecodable extends Exception {
  private static final long serialVersionUID = 1;

  public Undecodable(String message) {
    super(message);
  }
}
