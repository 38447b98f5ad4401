package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.source.Home;
import java.nio.file.Path;

/** Where tokens are kept that must outlive the process. */
final class TokenFolder {
  private static final String VARIABLE = "TIDEMARK_TOKENS";
  private static final String PROPERTY = "tidemark.tokens";

  private TokenFolder() {}

  /** What the system property or the environment says, else one in the user's folder. */
  static Path path() {
    String given = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return given == null || given.isEmpty()
        ? Home.path().resolve("tokens")
        : Path.of(given).toAbsolutePath();
  }

  /** What to do if it can't be written to. */
  static String hint() {
    return "set " + VARIABLE + " to a folder that can be written to and that stays";
  }
}
