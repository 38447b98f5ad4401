package dev.tidemark.cli;

/** Colours for messages on a terminal; elsewhere, texts stay as they are. */
enum Ink {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  private static final boolean WET =
      Output.isTerminal()
          && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
          && !"dumb".equals(System.getenv("TERM"));

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String on(String text) {
    return WET ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
