package dev.tidemark.destination.snowflake;

import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Which rights a sync needs, and whether a role has them. */
final class Rights {
  private Rights() {}

  /** What a role lacks that was refused something. */
  static String missing(String message) {
    String thing = message.replaceFirst("(?is).*insufficient privileges to operate on ", "");
    String right =
        thing.startsWith("schema")
            ? "USAGE and CREATE TABLE on the schema: GRANT USAGE, CREATE TABLE ON SCHEMA … TO ROLE"
                + " …"
            : thing.startsWith("database")
                ? "CREATE SCHEMA on the database, or a schema that is there: GRANT CREATE SCHEMA ON"
                    + " DATABASE … TO ROLE …"
                : "OWNERSHIP of the table that it fills, because it adds columns: GRANT OWNERSHIP"
                    + " ON TABLE … TO ROLE … COPY CURRENT GRANTS";
    return "The role needs " + right;
  }

  /**
   * Sees whether the session's role may do something.
   *
   * @param kind of thing, as {@code SCHEMA}
   * @param name its name, as an identifier
   */
  static void require(Connection connection, String kind, String name, String right)
      throws SQLException {
    Set<String> grantees = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet grants = statement.executeQuery("SHOW GRANTS ON " + kind + " " + name)) {
      while (grants.next()) {
        String granted = grants.getString("privilege");
        if (granted.equals(right) || granted.equals("OWNERSHIP")) {
          grantees.add(grants.getString("grantee_name"));
        }
      }
    }
    for (String grantee : grantees) {
      if (text(connection, "SELECT IS_ROLE_IN_SESSION(?)::VARCHAR", grantee).equals("true")) {
        return;
      }
    }
    String role = text(connection, "SELECT CURRENT_ROLE()");
    String rights = right.equals("CREATE TABLE") ? "USAGE, CREATE TABLE" : right;
    throw Problem.config(
        "the role "
            + role
            + " lacks the right "
            + right
            + (" on " + name + ": GRANT " + rights + " ON " + kind + " " + name)
            + (" TO ROLE " + role));
  }

  static String text(Connection connection, String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }
}
