package dev.tidemark.destination.bigquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns BigQuery's SQL into DuckDB's, and refuses what BigQuery would. */
final class Rewrites {
  private static final String NAME = "\"(?:[^\"]|\"\")*\"";
  private static final String TEXT = "'(?:[^']|'')*'";
  private static final Pattern FIELD_OF_JSON =
      Pattern.compile("JSON_VALUE\\(PARSE_JSON\\((" + NAME + ")\\)\\[(" + TEXT + ")\\]\\)");
  private static final Pattern TYPE =
      Pattern.compile("\\b(STRING|INT64|NUMERIC|BIGNUMERIC|FLOAT64|BOOL|DATETIME|TIMESTAMP)\\b");
  private static final Map<String, String> TYPES =
      Map.of(
          "STRING", "VARCHAR",
          "INT64", "BIGINT",
          "NUMERIC", "DECIMAL(38,9)",
          "BIGNUMERIC", "HUGEINT",
          "FLOAT64", "DOUBLE",
          "BOOL", "BOOLEAN",
          "DATETIME", "TIMESTAMP",
          "TIMESTAMP", "TIMESTAMPTZ");
  private static final Pattern FOREIGN =
      Pattern.compile("::|->>|\\b(VARCHAR|BIGINT|HUGEINT|DOUBLE|TIMESTAMPTZ|JSONB|QUALIFY)\\b");

  /** A number with digits after the point, of a type that here has none. */
  private static final Pattern BIG_LITERAL = Pattern.compile("\\bHUGEINT ('[^']*[.E][^']*')");

  /** Some of BigQuery's keywords, where they would be names. */
  private static final Pattern KEYWORD =
      Pattern.compile(
          "\\bAS"
              + " (at|current|default|following|groups|hash|new|no|of|preceding|range|rows|some|to)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ENDING =
      Pattern.compile(" (PARTITION BY DATE|CLUSTER BY|OPTIONS) ?\\(?.*$", Pattern.DOTALL);

  private Rewrites() {}

  /** The statements of a script, without what lies between them. */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (String part : parts(script)) {
      if (part.equals(";")) {
        statements.add(one.toString().strip());
        one.setLength(0);
      } else {
        one.append(part);
      }
    }
    statements.add(one.toString().strip());
    statements.removeIf(String::isEmpty);
    return statements;
  }

  static String toDuckDb(String sql, Map<String, String> parameters) {
    StringBuilder out = new StringBuilder();
    for (String part : parts(sql)) {
      switch (part.charAt(0)) {
        case '`' -> out.append('"').append(content(part).replace("\"", "\"\"")).append('"');
        case '\'', '"' -> out.append(quoted(content(part)));
        default -> out.append(plain(part, parameters));
      }
    }
    return forms(out.toString());
  }

  private static String plain(String part, Map<String, String> parameters) {
    Matcher foreign = FOREIGN.matcher(part);
    if (foreign.find()) {
      throw new Refused("invalidQuery", "Syntax error: Unexpected \"" + foreign.group() + "\"");
    }
    Matcher keyword = KEYWORD.matcher(part);
    if (keyword.find()) {
      throw new Refused("invalidQuery", "Syntax error: Unexpected keyword " + keyword.group(1));
    }
    String typed = TYPE.matcher(part).replaceAll(m -> TYPES.get(m.group()));
    return Pattern.compile("@(p\\d+)")
        .matcher(typed)
        .replaceAll(m -> Matcher.quoteReplacement(quoted(parameters.get(m.group(1)))));
  }

  private static String forms(String sql) {
    String out = FIELD_OF_JSON.matcher(sql).replaceAll("json_field($1, $2)");
    out = BIG_LITERAL.matcher(out).replaceAll("CAST($1 AS DECIMAL(38,9))");
    out = out.replace(", wide_number_mode => 'round'", "");
    out = out.replaceAll(",? PRIMARY KEY \\([^)]*\\) NOT ENFORCED", "");
    boolean defines = out.startsWith("CREATE TABLE") || out.startsWith("CREATE SCHEMA");
    return defines ? ENDING.matcher(out).replaceFirst("") : out;
  }

  /** DuckDB adds columns one by one. */
  static List<String> single(String sql) {
    String add = " ADD COLUMN ";
    if (!sql.startsWith("ALTER TABLE ") || !sql.contains(add)) {
      return List.of(sql);
    }
    String table = sql.substring(0, sql.indexOf(add));
    return List.of(sql.substring(table.length() + add.length()).split("," + add)).stream()
        .map(column -> table + add + column)
        .toList();
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** What stands between quotes, its escapes undone. */
  private static String content(String part) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < part.length() - 1; i++) {
      char c = part.charAt(i);
      if (c == '\\') {
        i++;
        c = part.charAt(i);
        if (c == 'u') {
          c = (char) Integer.parseInt(part.substring(i + 1, i + 5), 16);
          i += 4;
        }
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Quoted parts with their quotes, semicolons, and what is between them. */
  private static List<String> parts(String sql) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '`' || c == '"' || c == ';') {
        add(parts, sql.substring(begin, i));
        int end = c == ';' ? i : closing(sql, i);
        parts.add(sql.substring(i, end + 1));
        i = end;
        begin = end + 1;
      }
    }
    add(parts, sql.substring(begin));
    return parts;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private static int closing(String sql, int opening) {
    for (int i = opening + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\') {
        i++;
      } else if (sql.charAt(i) == sql.charAt(opening)) {
        return i;
      }
    }
    throw new Refused("invalidQuery", "Syntax error: Unclosed string literal");
  }
}
