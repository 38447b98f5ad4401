package dev.tidemark.destination.snowflake;

import java.sql.SQLException;
import java.util.Locale;

/** An error that the fake answers with, by the numbers that Snowflake has for it. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String sqlState;

  Refusal(int code, String sqlState, String message) {
    super(message);
    this.code = code;
    this.sqlState = sqlState;
  }

  int code() {
    return code;
  }

  String sqlState() {
    return sqlState;
  }

  static Refusal syntax(String message) {
    return new Refusal(1003, "42000", "SQL compilation error:\nsyntax error: " + message);
  }

  /** What Snowflake would have said. */
  static Refusal of(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("conflict") || lower.contains("transactioncontext error")) {
      return new Refusal(625, "57014", "Statement has locked table in transaction: " + message);
    }
    if (lower.contains("parser error")) {
      return syntax(message);
    }
    if (lower.contains("table with name") || lower.contains("schema with name")) {
      return new Refusal(
          2003,
          "42S02",
          "SQL compilation error:\nObject does not exist or not authorized. " + message);
    }
    if (lower.contains("binder error") || lower.contains("catalog error")) {
      return new Refusal(904, "42000", "SQL compilation error:\ninvalid identifier: " + message);
    }
    if (lower.contains("conversion error") || lower.contains("invalid input")) {
      return new Refusal(100038, "22018", "Value is not recognized: " + message);
    }
    return new Refusal(603, "XX000", "Processing aborted by error: " + message);
  }
}
