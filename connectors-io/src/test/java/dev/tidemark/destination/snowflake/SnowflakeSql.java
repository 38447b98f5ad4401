package dev.tidemark.destination.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns Snowflake's SQL into DuckDB's, and refuses what Snowflake would not understand.
 *
 * <p>Names are looked up as Snowflake does it: without quotes in upper case, in quotes to the
 * letter. DuckDB makes no difference between cases, so lower case letters in quotes are marked.
 */
final class SnowflakeSql {
  private static final char MARK = '~';

  private static final Map<String, String> WORDS =
      Map.of(
          "FLOAT", "DOUBLE",
          "NUMBER", "DECIMAL",
          "VARIANT", "JSON",
          "TIMESTAMP_NTZ", "TIMESTAMP",
          "TIMESTAMP_TZ", "TIMESTAMPTZ",
          "TRANSIENT", "",
          "INFORMATION_SCHEMA", FakeCatalog.SCHEMA);

  /** Functions and types that DuckDB knows and Snowflake does not. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "NOW",
          "JSON",
          "JSONB",
          "HUGEINT",
          "UUID",
          "TIMESTAMPTZ",
          "BYTEA",
          "CONFLICT",
          "RETURNING");

  private final String sql;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private SnowflakeSql(String sql) {
    this.sql = sql;
  }

  /** DuckDB's form of a statement. */
  static String translate(String sql) throws Refusal {
    SnowflakeSql reader = new SnowflakeSql(sql);
    reader.read();
    reader.refuseUnknown();
    reader.dropKeys();
    return String.join("", reader.tokens);
  }

  /** How many parameters it has. */
  static int parameters(String translated) {
    return (int)
        translated.replaceAll("'[^']*'", "").chars().filter(character -> character == '?').count();
  }

  /** A name of DuckDB's catalog as Snowflake would tell it. */
  static String named(String stored) {
    return stored.indexOf(MARK) >= 0
        ? stored.replace(String.valueOf(MARK), "")
        : stored.toUpperCase(Locale.ROOT);
  }

  /** A name in quotes, as it is stored. */
  static String stored(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLowerCase(c)) {
        out.append(MARK);
      }
      out.append(c);
    }
    return out.toString();
  }

  private void read() throws Refusal {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'') {
        tokens.add(literal());
      } else if (c == '"') {
        tokens.add("\"" + stored(quoted('"')).replace("\"", "\"\"") + "\"");
      } else if (Character.isLetter(c) || c == '_') {
        tokens.add(word());
      } else {
        tokens.add(String.valueOf(c));
        at++;
      }
    }
  }

  private String word() {
    int from = at;
    while (at < sql.length() && isPartOfWord(sql.charAt(at))) {
      at++;
    }
    String word = sql.substring(from, at).toUpperCase(Locale.ROOT);
    return WORDS.getOrDefault(word, UNKNOWN.contains(word) ? "\0" + word : word);
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** What stands between two quotes, of which two are one. */
  private String quoted(char quote) throws Refusal {
    StringBuilder out = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c != quote) {
        out.append(c);
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        out.append(c);
        at++;
      } else {
        at++;
        return out.toString();
      }
    }
    throw Refusal.syntax("no end of " + quote);
  }

  /** A text, in which a backslash makes something of the next character. */
  private String literal() throws Refusal {
    StringBuilder out = new StringBuilder("'");
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      boolean doubled = c == '\'' && at + 1 < sql.length() && sql.charAt(at + 1) == '\'';
      if (c == '\\' && at + 1 < sql.length()) {
        at++;
        out.append(escaped(sql.charAt(at)));
      } else if (doubled) {
        out.append("''");
        at++;
      } else if (c == '\'') {
        at++;
        return out.append('\'').toString();
      } else {
        out.append(c);
      }
    }
    throw Refusal.syntax("no end of a text");
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\'' -> "''";
      default -> String.valueOf(c);
    };
  }

  private void refuseUnknown() throws Refusal {
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.startsWith("\0")) {
        throw Refusal.syntax("unexpected '" + token.substring(1) + "'");
      }
      if (token.equals(">") && i > 0 && tokens.get(i - 1).equals("-")) {
        throw Refusal.syntax("unexpected '->'");
      }
    }
    String flat = String.join("", tokens).replaceAll("\\s+", " ");
    if (flat.startsWith("INSERT ") && flat.matches("(?s).* VALUES \\(.*PARSE_JSON\\(.*")) {
      throw new Refusal(2014, "22000", "Invalid expression [PARSE_JSON(?)] in VALUES clause");
    }
    if (flat.matches("(?s).*COUNT\\(DISTINCT \\([^)]*,.*")) {
      throw Refusal.syntax("DISTINCT takes no list in parentheses");
    }
    if (flat.startsWith("CREATE INDEX") || flat.startsWith("CREATE UNIQUE INDEX")) {
      throw Refusal.syntax("unexpected 'INDEX'");
    }
  }

  /** Keys may be declared, but nobody looks after them. */
  private void dropKeys() {
    int key = tokens.indexOf("PRIMARY");
    if (key < 0) {
      return;
    }
    int from = tokens.subList(0, key).lastIndexOf(",");
    int to = key + tokens.subList(key, tokens.size()).indexOf(")");
    tokens.subList(from, to + 1).clear();
  }
}
