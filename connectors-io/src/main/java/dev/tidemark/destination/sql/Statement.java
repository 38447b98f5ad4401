package dev.tidemark.destination.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A statement with the values of its parameters.
 *
 * @param sql with a question mark for each parameter
 * @param parameters texts, numbers, booleans, times with a zone, or null
 */
public record Statement(String sql, List<Object> parameters) {
  private static final int ROWS_AT_ONCE = 500;

  public static Statement of(String sql, Object... parameters) {
    return new Statement(sql, Arrays.asList(parameters));
  }

  /** Statements that insert whole rows. */
  static List<Statement> insert(String table, List<Object[]> rows) {
    List<Statement> statements = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
      String one = "(" + String.join(", ", Collections.nCopies(some.get(0).length, "?")) + ")";
      String values = String.join(", ", Collections.nCopies(some.size(), one));
      statements.add(
          of(
              "INSERT INTO " + table + " VALUES " + values,
              some.stream().flatMap(Arrays::stream).toArray()));
    }
    return statements;
  }
}
