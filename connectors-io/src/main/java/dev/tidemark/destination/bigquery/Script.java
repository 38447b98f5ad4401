package dev.tidemark.destination.bigquery;

import dev.tidemark.destination.sql.Statement;
import dev.tidemark.destination.sql.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The text of a query job, and the texts that are its parameters. Numbers and times stand in the
 * text itself, and equal texts are one parameter: a job may have no more than 10,000.
 */
final class Script {
  /** What a script fails with when a condition does not hold. */
  static final String UNMET = "tidemark: the state has changed";

  private static final String ADD = " ADD COLUMN ";
  private static final String END = ";\n";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final StringBuilder sql = new StringBuilder();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Script() {}

  static Script of(String sql, Object... parameters) {
    Script script = new Script();
    script.append(Statement.of(sql, parameters));
    return script;
  }

  /**
   * Statements one after the other, without a transaction. Those that add columns to one table are
   * made one: a table's definition may be changed five times in ten seconds.
   */
  static Script of(List<String> statements) {
    Script script = new Script();
    String before = "";
    for (String sql : statements) {
      int add = sql.startsWith("ALTER TABLE ") ? sql.indexOf(ADD) : -1;
      String table = add < 0 ? sql : sql.substring(0, add);
      if (add >= 0 && table.equals(before)) {
        script.sql.setLength(script.sql.length() - END.length());
        script.append(Statement.of("," + sql.substring(add))).end();
      } else {
        script.append(Statement.of(sql)).end();
      }
      before = table;
    }
    return script;
  }

  /**
   * Conditions and changes, all of them or none. A script that fails within a transaction has it
   * undone by BigQuery.
   */
  static Script of(List<Transaction.Condition> conditions, List<Statement> changes) {
    Script script = new Script();
    if (conditions.isEmpty() && changes.size() == 1) {
      return script.append(changes.get(0));
    }
    script.sql.append("BEGIN TRANSACTION;\n");
    for (Transaction.Condition condition : conditions) {
      script.append(condition.statement()).end();
      if (condition.required()) {
        script.sql.append("IF @@row_count <> 1 THEN RAISE USING MESSAGE = '");
        script.sql.append(UNMET).append("'; END IF;\n");
      }
    }
    changes.forEach(change -> script.append(change).end());
    script.sql.append("COMMIT TRANSACTION;");
    return script;
  }

  String sql() {
    return sql.toString();
  }

  /** Texts by name. */
  Map<String, String> parameters() {
    return parameters;
  }

  private void end() {
    sql.append(END);
  }

  /** A text without parameters may have question marks of any kind. */
  private Script append(Statement statement) {
    if (statement.parameters().isEmpty()) {
      sql.append(statement.sql());
      return this;
    }
    Iterator<Object> values = statement.parameters().iterator();
    String text = statement.sql();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == '?') {
        sql.append(value(values.next()));
        continue;
      }
      sql.append(c);
      if (quote != 0 && c == '\\') {
        i++;
        sql.append(text.charAt(i));
      } else if (quote == 0 && (c == '\'' || c == '`' || c == '"')) {
        quote = c;
      } else if (quote == c) {
        quote = 0;
      }
    }
    return this;
  }

  private String value(Object value) {
    if (value instanceof String text) {
      String name = names.computeIfAbsent(text, t -> "p" + names.size());
      parameters.put(name, text);
      return "@" + name;
    }
    if (value instanceof UUID id) {
      return value(id.toString());
    }
    if (value instanceof OffsetDateTime time) {
      return "TIMESTAMP '" + TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "+00'";
    }
    if (value == null) {
      return "NULL";
    }
    boolean speaksForItself =
        value instanceof Long || value instanceof Integer || value instanceof Boolean;
    return speaksForItself ? value.toString() : literal(value);
  }

  private static String literal(Object value) {
    String text = "'" + value + "'";
    if (value instanceof BigDecimal || value instanceof BigInteger) {
      return "BIGNUMERIC " + text;
    }
    if (value instanceof LocalDate) {
      return "DATE " + text;
    }
    if (value instanceof LocalTime time) {
      return "TIME '" + time.format(DateTimeFormatter.ISO_LOCAL_TIME) + "'";
    }
    if (value instanceof LocalDateTime time) {
      return "DATETIME '" + TIME.format(time) + "'";
    }
    if (value instanceof Instant time) {
      return "TIMESTAMP '" + TIME.format(time.atOffset(ZoneOffset.UTC)) + "+00'";
    }
    return "CAST(" + text + " AS FLOAT64)";
  }
}
