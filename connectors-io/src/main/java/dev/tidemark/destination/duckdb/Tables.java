package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names and definitions of the tables in one schema. */
record Tables(String schema) {
  String state() {
    return in("_tidemark_state");
  }

  String ledger() {
    return in("_tidemark_ledger");
  }

  String syncs() {
    return in("_tidemark_syncs");
  }

  String deadLetters() {
    return in("_tidemark_dead_letters");
  }

  String in(String table) {
    return Sql.name(schema) + "." + Sql.name(table);
  }

  /** Name of the staging table; two connections may fill the same table and must not meet there. */
  static String stagingName(StreamKey key, String table) {
    CRC32 crc = new CRC32();
    crc.update(key.toString().getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "_tidemark_stage_%s_%08x", table, crc.getValue());
  }

  List<String> own() {
    return List.of(
        "CREATE SCHEMA IF NOT EXISTS " + Sql.name(schema),
        "CREATE TABLE IF NOT EXISTS "
            + state()
            + " (connection VARCHAR, stream VARCHAR, version BIGINT, tidemark JSON, columns JSON,"
            + " run JSON, updated_at TIMESTAMPTZ)",
        "CREATE TABLE IF NOT EXISTS "
            + ledger()
            + " (connection VARCHAR, stream VARCHAR, sync VARCHAR, slice VARCHAR, page BIGINT,"
            + " entry BIGINT, ends BOOLEAN, committed BOOLEAN, detail JSON,"
            + " PRIMARY KEY (connection, stream, sync, slice, page))",
        "CREATE TABLE IF NOT EXISTS "
            + syncs()
            + " (connection VARCHAR, stream VARCHAR, sync VARCHAR, started_at TIMESTAMPTZ,"
            + " updated_at TIMESTAMPTZ, report JSON)",
        "CREATE TABLE IF NOT EXISTS "
            + deadLetters()
            + " (connection VARCHAR, stream VARCHAR, sync VARCHAR, slice VARCHAR, page BIGINT,"
            + " extracted_at TIMESTAMPTZ, reason VARCHAR, record VARCHAR)");
  }

  String create(TableSchema table, MetaColumns meta) {
    List<String> columns = new ArrayList<>();
    columns.add(definition(meta.id(), ColumnType.UUID));
    columns.add(definition(meta.extractedAt(), ColumnType.TIMESTAMP_TZ));
    columns.add(definition(meta.meta(), ColumnType.JSON));
    table.columns().forEach(column -> columns.add(definition(column.name(), column.type())));
    return "CREATE TABLE IF NOT EXISTS "
        + in(table.table())
        + " ("
        + String.join(", ", columns)
        + ")";
  }

  String createStaging(StreamKey key, Run run) {
    List<String> columns = new ArrayList<>();
    columns.add(definition(MetaColumns.ENTRY, ColumnType.INTEGER));
    columns.add(definition(run.meta().id(), ColumnType.UUID));
    columns.add(definition(run.meta().extractedAt(), ColumnType.TIMESTAMP_TZ));
    columns.add(definition(run.meta().meta(), ColumnType.JSON));
    columns.add(definition(MetaColumns.EXTRA, ColumnType.JSON));
    run.staged().columns().forEach(c -> columns.add(definition(c.name(), c.type())));
    return "CREATE TABLE "
        + in(stagingName(key, run.table()))
        + " ("
        + String.join(", ", columns)
        + ")";
  }

  /** Statements that turn one table into the other; columns are only ever added or widened. */
  List<String> alter(TableSchema before, TableSchema after) {
    List<String> statements = new ArrayList<>();
    for (Column column : after.columns()) {
      Column old = before.named(column.name()).orElse(null);
      String alter = "ALTER TABLE " + in(after.table());
      if (old == null) {
        statements.add(alter + " ADD COLUMN " + definition(column.name(), column.type()));
      } else if (old.type() != column.type()) {
        statements.add(
            alter + " ALTER " + Sql.name(column.name()) + " TYPE " + Sql.type(column.type()));
      }
    }
    return statements;
  }

  private static String definition(String name, ColumnType type) {
    return Sql.name(name) + " " + Sql.type(type);
  }
}
