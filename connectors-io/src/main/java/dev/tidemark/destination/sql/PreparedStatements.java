package dev.tidemark.destination.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements of a connection that were prepared before: a worker runs the same few for each page,
 * and with small pages to prepare them would cost as much as to run them.
 */
final class PreparedStatements {
  private static final int MOST = 32;

  /** The least recently used first. */
  private final Map<String, PreparedStatement> bySql = new LinkedHashMap<>(16, 0.75f, true);

  /** The statement, without parameters. Some drivers close a statement that has failed. */
  PreparedStatement of(Connection connection, String sql) throws SQLException {
    PreparedStatement known = bySql.get(sql);
    if (known != null && !known.isClosed()) {
      known.clearParameters();
      return known;
    }
    if (known == null && bySql.size() == MOST) {
      bySql.remove(bySql.keySet().iterator().next()).close();
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    bySql.put(sql, statement);
    return statement;
  }

  /** Closes all; to be called before their connection is closed. */
  void close() throws SQLException {
    List<PreparedStatement> all = new ArrayList<>(bySql.values());
    bySql.clear();
    for (PreparedStatement statement : all) {
      statement.close();
    }
  }
}
