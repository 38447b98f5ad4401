package dev.tidemark.simulator;

/**
 * A request parameter that the API refuses: {@code throw new BadParameter("page", "must be 1 or
 * more")}.
 */
public final class BadParameter extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /** Names the parameter and says what it must be. */
  public BadParameter(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /** Its name. */
  public String parameter() {
    return parameter;
  }
}
