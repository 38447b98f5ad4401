package dev.tidemark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The reference: what a good engineer writes by hand to bring customers into DuckDB. One thread:
 * GET a page, parse it as a stream into typed columns, append, commit with the cursor. No retries,
 * no limits, no schema changes, no merge; a second run doubles everything.
 */
final class CustomersLoop {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> TIMES =
      List.of("customer-since", "lead_created_at", "free_trial_started_at");
  private static final Map<String, String> COLUMNS = columns();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String authorization;
  private final Connection database;
  private boolean hasMore = true;
  private String cursor = "";
  private long records;

  private CustomersLoop(String url, Connection database) {
    this.url = url;
    this.database = database;
    byte[] key = "demo:".getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(key);
  }

  /** Arguments: base URL, page size, database file. Prints the number of records. */
  public static void main(String[] arguments) throws Exception {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + arguments[2])) {
      CustomersLoop loop =
          new CustomersLoop(arguments[0] + "/v1/customers?per_page=" + arguments[1], database);
      loop.run();
      System.out.println(loop.records);
    }
  }

  private void run() throws IOException, InterruptedException, SQLException {
    StringBuilder definition = new StringBuilder();
    COLUMNS.forEach(
        (name, type) ->
            definition
                .append(definition.isEmpty() ? "" : ", ")
                .append('"')
                .append(name)
                .append("\" ")
                .append(type));
    execute("CREATE TABLE customers (" + definition + ")");
    execute("CREATE TABLE progress (cursor VARCHAR)");
    execute("INSERT INTO progress VALUES ('')");
    while (hasMore) {
      byte[] page = get();
      execute("BEGIN TRANSACTION");
      try (DuckDBAppender appender =
          database.unwrap(DuckDBConnection.class).createAppender("main", "customers")) {
        page(page, appender);
      }
      execute("UPDATE progress SET cursor = '" + cursor + "'");
      execute("COMMIT");
    }
  }

  private byte[] get() throws IOException, InterruptedException {
    String after =
        cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + after))
            .header("Authorization", authorization)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode());
    }
    return response.body();
  }

  private void page(byte[] body, DuckDBAppender appender) throws IOException, SQLException {
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "entries" -> {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              record(parser, appender);
              records++;
            }
          }
          case "cursor" -> cursor = parser.getText();
          case "has_more" -> hasMore = parser.getBooleanValue();
          default -> parser.skipChildren();
        }
      }
    }
  }

  private static void record(JsonParser parser, DuckDBAppender appender)
      throws IOException, SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      if (!COLUMNS.containsKey(field)) {
        parser.skipChildren();
      } else if (token.isStructStart()) {
        values.put(field, json(parser));
      } else if (token != JsonToken.VALUE_NULL) {
        values.put(field, scalar(field, parser));
      }
    }
    appender.beginRow();
    for (String column : COLUMNS.keySet()) {
      append(values.get(column), appender);
    }
    appender.endRow();
  }

  private static Object scalar(String field, JsonParser parser) throws IOException {
    if (COLUMNS.get(field).equals("BIGINT")) {
      return parser.getCurrentToken() == JsonToken.VALUE_NUMBER_FLOAT
          ? (Long) parser.getDecimalValue().longValueExact()
          : (Long) parser.getLongValue();
    }
    return TIMES.contains(field) ? time(parser.getText()) : parser.getText();
  }

  private static void append(Object value, DuckDBAppender appender) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Long number) {
      appender.append(number.longValue());
    } else if (value instanceof OffsetDateTime time) {
      appender.append(time);
    } else {
      appender.append((String) value);
    }
  }

  /** The API writes times with and without a zone, and sometimes only the date. */
  private static OffsetDateTime time(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
    return text.length() == 19
        ? LocalDateTime.parse(text).atOffset(ZoneOffset.UTC)
        : OffsetDateTime.parse(text);
  }

  private static String json(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : List.of("id", "mrr", "arr")) {
      columns.put(name, "BIGINT");
    }
    for (String name :
        List.of(
            "uuid",
            "external_id",
            "data_source_uuid",
            "name",
            "company",
            "email",
            "status",
            "country",
            "state",
            "city",
            "zip",
            "currency",
            "currency-sign",
            "billing-system-url",
            "billing-system-type",
            "chartmogul-url",
            "website_url",
            "owner")) {
      columns.put(name, "VARCHAR");
    }
    TIMES.forEach(name -> columns.put(name, "TIMESTAMPTZ"));
    for (String name :
        List.of("external_ids", "data_source_uuids", "address", "primary_contact", "attributes")) {
      columns.put(name, "JSON");
    }
    return columns;
  }
}
