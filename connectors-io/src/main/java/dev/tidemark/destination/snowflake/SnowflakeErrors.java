package dev.tidemark.destination.snowflake;

import dev.tidemark.destination.sql.JdbcDialect.Trouble;
import dev.tidemark.problem.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Snowflake's errors mean, and what to do about them. */
final class SnowflakeErrors {
  private static final int NO_RIGHT = 3001;
  private static final int NOT_THERE = 2003;
  private static final int NOTHING_TO_USE = 2043;
  private static final int NO_WAREHOUSE = 606;
  private static final int QUOTA_EXCEEDED = 90073;
  private static final int NOT_RESUMED = 90064;
  private static final int TOO_LONG = 100078;
  private static final int HTTP_STATUS = 200015;

  /** A lock was not to be had. */
  private static final int LOCKED = 625;

  /** The session has ended, or its token has; a new one may go on. */
  private static final Set<Integer> ENDED = Set.of(390111, 390112, 390114, 390115, 390116);

  /** Name, password, key or token are wrong, locked or expired. */
  private static final Set<Integer> REFUSED =
      Set.of(
          390100, 390101, 390102, 390104, 390106, 390144, 390195, 390302, 390303, 390304, 390305,
          390317, 390318, 394300, 394400);

  private static final Set<Integer> NO_SUCH_ROLE = Set.of(390186, 390189);
  private static final int NO_SUCH_PLACE = 390201;

  private SnowflakeErrors() {}

  static Trouble trouble(SQLException e) {
    boolean deadlock = String.valueOf(e.getMessage()).contains("deadlock");
    if (deadlock || e.getErrorCode() == LOCKED) {
      return Trouble.CONFLICT;
    }
    boolean lost = stateOf(e).startsWith("08") && !isRefused(e);
    return lost || ENDED.contains(e.getErrorCode()) ? Trouble.LOST : Trouble.FINAL;
  }

  /** Whether something that was named is not there, or not for this role. */
  static boolean isNotThere(SQLException e) {
    return e.getErrorCode() == NOT_THERE || e.getErrorCode() == NOTHING_TO_USE;
  }

  /** What is wrong with a query: its words, its names or its values. */
  static Optional<String> wrongQuery(SQLException e) {
    boolean isQuery = List.of("42", "22", "02").stream().anyMatch(stateOf(e)::startsWith);
    return isQuery && e.getErrorCode() != NO_RIGHT ? Optional.of(firstLines(e)) : Optional.empty();
  }

  private static String stateOf(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  private static boolean isRefused(SQLException e) {
    int code = e.getErrorCode();
    return REFUSED.contains(code) || NO_SUCH_ROLE.contains(code) || code == NO_SUCH_PLACE;
  }

  static Problem problem(String database, SQLException e) {
    String message = database + ": " + firstLines(e);
    int code = e.getErrorCode();
    if (REFUSED.contains(code)) {
      return Problem.credentials(message + hint(code));
    }
    String advice = advice(code, message);
    return Problem.destination(advice.isEmpty() ? message : message + ". " + advice, e);
  }

  private static String hint(int code) {
    return switch (code) {
      case 390318 -> ". The OAuth token has expired: get a new one";
      case 390144 ->
          ". Does the user have the public key that belongs to this private key? ALTER USER … SET"
              + " RSA_PUBLIC_KEY = '…' gives it; DESCRIBE USER shows its fingerprint";
      default -> "";
    };
  }

  private static String advice(int code, String message) {
    if (NO_SUCH_ROLE.contains(code)) {
      return "The user must have been granted the role: GRANT ROLE … TO USER …";
    }
    return switch (code) {
      case NO_RIGHT -> Rights.missing(message);
      case NOT_THERE, NOTHING_TO_USE ->
          "Is it spelled right, and may the role use it? GRANT USAGE ON DATABASE … TO ROLE …;"
              + " GRANT USAGE, CREATE TABLE ON SCHEMA … TO ROLE …";
      case NO_WAREHOUSE ->
          "Loading takes a warehouse: name one, as in ?warehouse=LOADING, that the role may use"
              + " (GRANT USAGE ON WAREHOUSE … TO ROLE …); if it does not resume by itself, ALTER"
              + " WAREHOUSE … RESUME or SET AUTO_RESUME = TRUE";
      case NOT_RESUMED, QUOTA_EXCEEDED ->
          "The warehouse is suspended and can't be resumed: see its resource monitor";
      case NO_SUCH_PLACE ->
          "Database, schema and warehouse must be there, and the role must be granted USAGE on"
              + " them";
      case TOO_LONG -> "A text of Snowflake has room for 16 MB";
      case HTTP_STATUS ->
          "Is it the account's identifier, ORGANISATION-ACCOUNT, as the first part of its URL?";
      default -> "";
    };
  }

  /** Compilation errors say what is wrong in their second line. */
  private static String firstLines(SQLException e) {
    return String.join(
        " ", String.valueOf(e.getMessage()).lines().limit(3).map(String::strip).toList());
  }
}
