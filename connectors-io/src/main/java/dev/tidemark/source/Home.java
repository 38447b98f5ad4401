package dev.tidemark.source;

import dev.tidemark.problem.Problem;
import java.nio.file.Path;

/** The folder of the user's in which things are kept from one run to the next. */
public final class Home {
  private static final String VARIABLE = "TIDEMARK_HOME";

  private Home() {}

  /**
   * What the environment says, else a folder in the user's own. It need not exist, and is not
   * absolute where the user has none.
   */
  public static Path path() {
    String given = System.getenv(VARIABLE);
    return given == null || given.isBlank()
        ? Path.of(System.getProperty("user.home"), ".tidemark")
        : Path.of(given).toAbsolutePath();
  }

  /** What to say to one who wants to keep something there, and has no home directory. */
  public static Problem missing() {
    return Problem.config("you have no home directory; " + hint());
  }

  /** What to do where it can't be written to. */
  public static String hint() {
    return "set " + VARIABLE + " to a folder that can be written to";
  }
}
