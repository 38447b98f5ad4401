package dev.tidemark.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
  private static final String COUNT = "SELECT count(*) FROM t WHERE a > ?";

  private final PreparedStatements prepared = new PreparedStatements();
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("CREATE TABLE t (a INTEGER)");
  }

  @AfterEach
  void close() throws SQLException {
    prepared.close();
    connection.close();
  }

  @Test
  void aStatementIsPreparedOnce() throws SQLException {
    PreparedStatement first = prepared.of(connection, COUNT);
    assertThat(count(0)).isZero();
    run("INSERT INTO t VALUES (1), (2)");
    assertThat(count(1)).isEqualTo(1);
    assertThat(prepared.of(connection, COUNT)).isSameAs(first);
  }

  @Test
  void aStatementSeesItsTableMadeAnew() throws SQLException {
    assertThat(count(0)).isZero();
    run("DROP TABLE t");
    assertThatThrownBy(() -> count(0)).isInstanceOf(SQLException.class);
    run("CREATE TABLE t (b VARCHAR, a INTEGER)");
    run("INSERT INTO t VALUES ('x', 5)");
    assertThat(count(0)).isEqualTo(1);
  }

  @Test
  void aStatementThatFailedIsPreparedAnew() throws SQLException {
    assertThat(count(0)).isZero();
    run("BEGIN TRANSACTION");
    assertThatThrownBy(() -> run("INSERT INTO nowhere VALUES (1)"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> count(0)).isInstanceOf(SQLException.class);
    run("ROLLBACK");
    assertThat(count(0)).isZero();
  }

  @Test
  void onlySoManyAreKept() throws SQLException {
    PreparedStatement first = prepared.of(connection, COUNT);
    for (int i = 0; i < 40; i++) {
      prepared.of(connection, "SELECT " + i);
    }
    assertThat(first.isClosed()).isTrue();
    assertThat(count(0)).isZero();
  }

  private long count(int above) throws SQLException {
    PreparedStatement statement = prepared.of(connection, COUNT);
    statement.setInt(1, above);
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
