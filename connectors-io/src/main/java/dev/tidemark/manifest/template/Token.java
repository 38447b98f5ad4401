package dev.tidemark.manifest.template;

/**
 * A piece of a template: its kind, its value (text, name, number or operator), and where it starts.
 */
record Token(Kind kind, Object value, int offset) {
  enum Kind {
    TEXT,
    PRINT_BEGIN,
    PRINT_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    END
  }

  boolean is(Kind wanted, String text) {
    return kind == wanted && text.equals(value);
  }

  String describe() {
    return switch (kind) {
      case TEXT -> "text";
      case PRINT_BEGIN -> "'{{'";
      case PRINT_END -> "'}}'";
      case BLOCK_BEGIN -> "'{%'";
      case BLOCK_END -> "'%}'";
      case END -> "the end of the template";
      default -> "'" + value + "'";
    };
  }
}
