package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/**
 * How what is logged by the way reaches a terminal: our own warnings, a line each; with {@code
 * --debug} also what libraries say. The JDK makes one when something is first logged.
 */
public final class Notes {
  private static final String LAYOUT =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
      java.util.logging.SimpleFormatter.format = note: %5$s%6$s%n
      dev.tidemark.level = WARNING
      .level =\
      """;

  public Notes() throws IOException {
    String level = Boolean.getBoolean("tidemark.debug") ? " INFO\n" : " OFF\n";
    LogManager.getLogManager()
        .readConfiguration(new ByteArrayInputStream((LAYOUT + level).getBytes(UTF_8)));
  }

  static void arrange(boolean debug) {
    System.setProperty("tidemark.debug", Boolean.toString(debug));
    System.setProperty("java.util.logging.config.class", Notes.class.getName());
  }
}
