package dev.tidemark.destination.sql;

import dev.tidemark.destination.Deletes;
import dev.tidemark.destination.Run;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that keep the versions of a record in a chain, each valid until the next one. What
 * they do depends on the rows in the table alone, not on the order in which these came.
 *
 * <p>A version that says that the record is gone is valid for no time, and ends the one before it.
 * A version that was ended in another way, because its record was not seen any more, has a {@code
 * valid_to} at which no other begins, and keeps it until a version comes that is newer.
 */
public record Validity(Dialect dialect, String table, TableSchema schema, Run run) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A time as databases read it; they reckon in UTC here. */
  static String text(Instant time) {
    return TIME.format(time);
  }

  /** Makes first versions of the rows that were there before versions were kept. */
  public String begin() {
    String beginning = beginning(this::name);
    return "UPDATE "
        + table
        + (" SET " + from() + " = " + beginning + ", " + to())
        + (" = CASE WHEN " + isGone("") + " THEN " + beginning + " END")
        + (" WHERE " + from() + " IS NULL");
  }

  /**
   * Expression for when a version begins: the time that its record's cursor says, or when it was
   * extracted.
   *
   * @param expression a column, as an expression over the rows at hand
   */
  String beginning(Function<Column, String> expression) {
    List<String> times = new ArrayList<>();
    Optional.ofNullable(run.cursor())
        .flatMap(schema::forField)
        .filter(c -> c.type() == ColumnType.TIMESTAMP || c.type() == ColumnType.TIMESTAMP_TZ)
        .ifPresent(cursor -> times.add(time(expression.apply(cursor))));
    times.add(dialect.name(run.meta().extractedAt()));
    times.add(time("'" + text(run.startedAt()) + "'"));
    return "coalesce(" + String.join(", ", times) + ")";
  }

  private String time(String expression) {
    return "CAST(" + expression + " AS " + dialect.type(ColumnType.TIMESTAMP_TZ) + ")";
  }

  /**
   * Ends current versions of records that have no new one, as of when the run began.
   *
   * @param changed condition for the rows, called {@code target}, of records with new versions
   */
  String closeUnseen(String changed) {
    String at = time("'" + text(run.startedAt()) + "'");
    return "UPDATE "
        + table
        + " AS target SET "
        + to()
        + " = CASE WHEN "
        + from()
        + (" > " + at + " THEN ")
        + from()
        + (" ELSE " + at + " END WHERE ")
        + to()
        + " IS NULL AND NOT "
        + changed;
  }

  /**
   * Says anew until when versions are valid. One that does not differ from the one before it is
   * taken for a part of that one: its row is given an end before its beginning, and then removed.
   *
   * @param changed condition for the rows, called {@code target}, of records with new versions
   */
  List<String> renew(String changed) {
    String renewed =
        "UPDATE "
            + table
            + " AS target SET "
            + to()
            + " = source._until FROM ("
            + ends(changed)
            + ") AS source WHERE "
            + sameKey("source", "target")
            + (" AND source." + from() + " = target." + from())
            + (" AND source._until IS DISTINCT FROM target." + to());
    String removed =
        "DELETE FROM "
            + table
            + (" AS target WHERE target." + to() + " < target." + from() + " AND ")
            + changed;
    return List.of(renewed, removed);
  }

  /** By key and beginning the new end of each version. */
  private String ends(String changed) {
    String stretch = "OVER (PARTITION BY " + keyNames("") + ", _stretch ORDER BY " + from();
    return "WITH met AS (SELECT * FROM "
        + table
        + " AS target WHERE "
        + changed
        + "), followed AS ("
        + followed()
        + "), chain AS (SELECT *, CASE WHEN "
        + isGone("")
        + (" THEN " + from())
        + " WHEN _next IS NULL OR _closed < _next THEN _closed ELSE _next END AS _end FROM"
        + " followed), compared AS ("
        + compared()
        + "), stretches AS (SELECT *, sum(_begins) OVER (PARTITION BY "
        + keyNames("")
        + (" ORDER BY " + from() + ") AS _stretch FROM compared)")
        + " SELECT "
        + keyNames("")
        + (", "
            + from()
            + ", CASE WHEN _begins = 0 THEN _previous WHEN _is_gone = 1 THEN "
            + from())
        + (" ELSE last_value(_end) " + stretch)
        + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS _until FROM stretches";
  }

  /** Versions with the beginning of the next one, and where no other begins at it, their end. */
  private String followed() {
    return "SELECT version.*, lead(version."
        + from()
        + ") OVER (PARTITION BY "
        + keyNames("version.")
        + (" ORDER BY version." + from() + ") AS _next")
        + (", CASE WHEN successor." + from() + " IS NULL THEN version." + to() + " END AS _closed")
        + " FROM met AS version LEFT JOIN met AS successor ON "
        + sameKey("version", "successor")
        + (" AND successor." + from() + " = version." + to())
        + (" AND successor." + from() + " > version." + from());
  }

  /**
   * Versions with whether they differ from the one before. It is the join that compares, for what
   * it gives out must not have the columns of both: Postgres knows no rows as wide as that.
   */
  private String compared() {
    return "SELECT "
        + keyNames("version.")
        + (", version." + from() + ", version._end, previous." + from() + " AS _previous")
        + (", CASE WHEN " + isGone("version.") + " THEN 1 ELSE 0 END AS _is_gone")
        + (", CASE WHEN previous." + from() + " IS NULL THEN 1 ELSE 0 END AS _begins")
        + " FROM chain AS version LEFT JOIN chain AS previous ON "
        + sameKey("version", "previous")
        + (" AND previous._next = version." + from())
        + (" AND (previous._end = version." + from() + " OR " + isGone("previous.") + ") AND ")
        + sameContent();
  }

  private String sameContent() {
    return schema.without(run.meta().validity()).columns().stream()
        .map(
            column ->
                dialect.comparable("version." + name(column), column.type())
                    + " IS NOT DISTINCT FROM "
                    + dialect.comparable("previous." + name(column), column.type()))
        .collect(Collectors.joining(" AND "));
  }

  private String isGone(String prefix) {
    return Optional.ofNullable(run.deletes())
        .map(Deletes::mark)
        .flatMap(mark -> schema.forField(mark.time()))
        .map(column -> prefix + name(column) + " IS NOT NULL")
        .orElse("1 = 0");
  }

  private String sameKey(String left, String right) {
    return keyed(key -> left + "." + key + " = " + right + "." + key, " AND ");
  }

  private String keyNames(String prefix) {
    return keyed(key -> prefix + key, ", ");
  }

  private String keyed(Function<String, String> each, String between) {
    return run.keyColumns(schema).stream()
        .map(dialect::name)
        .map(each)
        .collect(Collectors.joining(between));
  }

  private String from() {
    return name(run.meta().validFrom());
  }

  private String to() {
    return name(run.meta().validTo());
  }

  private String name(Column column) {
    return dialect.name(column.name());
  }
}
