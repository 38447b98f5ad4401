package dev.tidemark.destination.snowflake;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the fake's only role may do, and whether its warehouse runs. */
final class FakeRights {
  static final String ROLE = "LOADER";

  private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
  private volatile boolean withoutWarehouse;
  private volatile boolean withoutGrants;

  /** From now on statements that begin like this are refused. */
  void refuse(String beginning, int code, String sqlState, String message) {
    refused.put(beginning, new Refusal(code, sqlState, message));
  }

  /** There is no warehouse, or it does not resume. */
  void suspendWarehouse() {
    withoutWarehouse = true;
  }

  /** The role may see things and make nothing. */
  void revokeAll() {
    withoutGrants = true;
    refuse(
        "CREATE",
        3001,
        "42501",
        "SQL access control error:\nInsufficient privileges to operate on schema 'PUBLIC'");
  }

  void require(String verb, String sql) throws Refusal {
    for (Map.Entry<String, Refusal> entry : refused.entrySet()) {
      if (sql.startsWith(entry.getKey())) {
        throw entry.getValue();
      }
    }
    boolean computes = List.of("COPY", "INSERT", "UPDATE", "DELETE").contains(verb);
    if (withoutWarehouse && computes) {
      throw new Refusal(
          606,
          "57P03",
          "No active warehouse selected in the current session.  Select an active warehouse with"
              + " the 'use warehouse' command.");
    }
  }

  /** The statement with what it asks of the session answered. */
  String answered(String sql) {
    return sql.replace("CURRENT_WAREHOUSE()", withoutWarehouse ? "NULL" : "'LOADING'")
        .replace("current_database()", "'" + FakeSnowflake.DATABASE + "'")
        .replace("CURRENT_ROLE()", "'" + ROLE + "'")
        .replace("IS_ROLE_IN_SESSION(?)", "(? = '" + ROLE + "')")
        .replace("DATEADD(day,", "DATEADD('day',");
  }

  JsonObject grants(Answers answers, String sql) throws Refusal {
    if (!sql.startsWith("SHOW GRANTS ON ")) {
      throw Refusal.syntax(sql);
    }
    List<List<Object>> grants = new ArrayList<>();
    grants.add(List.of("USAGE", ROLE));
    grants.add(List.of("OWNERSHIP", "ACCOUNTADMIN"));
    if (!withoutGrants) {
      grants.add(List.of(sql.contains("SCHEMA ") ? "CREATE TABLE" : "CREATE SCHEMA", ROLE));
    }
    return answers.texts("SHOW", List.of("privilege", "grantee_name"), grants);
  }
}
