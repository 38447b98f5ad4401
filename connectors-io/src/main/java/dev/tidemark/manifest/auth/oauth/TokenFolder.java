package dev.tidemark.manifest.auth.oauth;

import java.nio.file.Path;

/** Where tokens are kept that must outlive the process. */
final class TokenFolder {
  private static final String VARIABLE = "TIDEMARK_TOKENS";
  private static final String PROPERTY = "tidemark.tokens";

  private TokenFolder() {}

  /** What the system property or the environment says, else a folder of the user's. */
  static Path path() {
    String given = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return given == null || given.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".tidemark", "tokens")
        : Path.of(given).toAbsolutePath();
  }

  /** What to do if it can't be written to. */
  static String hint() {
    return "set " + VARIABLE + " to a folder that can be written to and that stays";
  }
}
