package dev.tidemark.destination.sql;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.evolve.Evolution;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Names and definitions of the tables in one schema. */
public record Tables(Dialect dialect, String schema) {
  /** Whether a table is one of those that we keep for ourselves. */
  static boolean isOwn(String table) {
    return table.startsWith("_tidemark_");
  }

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

  public String in(String table) {
    return dialect.name(schema) + "." + dialect.name(table);
  }

  /** Name of the staging table; two connections may fill the same table and must not meet there. */
  public String stagingName(StreamKey key, Run run) {
    return dialect.definesInTransactions()
        ? "_tidemark_stage_" + run.table() + "_" + hash(key.toString())
        : stagingPrefix(key) + hash(run.sync()) + "_" + run.table();
  }

  /** How the names of a stream's staging tables begin where each run has its own. */
  static String stagingPrefix(StreamKey key) {
    return "_tidemark_stage_" + hash(key.toString()) + "_";
  }

  /** How the names of tables begin that hold portions of a stream's rows. */
  static String portionPrefix(StreamKey key) {
    return "_tidemark_portion_" + hash(key.toString()) + "_";
  }

  private static String hash(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  /** Statements that make the tables that we keep for ourselves. */
  List<String> own() {
    String text = dialect.type(ColumnType.TEXT);
    String number = dialect.type(ColumnType.INTEGER);
    String flag = dialect.type(ColumnType.BOOLEAN);
    String time = dialect.type(ColumnType.TIMESTAMP_TZ);
    String json = dialect.type(dialect.documents());
    String stream = "connection " + text + ", stream " + text;
    String page = stream + ", sync " + text + ", slice " + text + ", page " + number;
    String create = "CREATE TABLE IF NOT EXISTS ";
    return List.of(
        create
            + state()
            + (" (" + stream + ", version " + number + ", tidemark " + json)
            + (", columns " + json + ", run " + json + ", updated_at " + time)
            + ", "
            + dialect.primaryKey("connection, stream")
            + ")",
        create
            + ledger()
            + (" (" + page + ", entry " + number + ", ends " + flag + ", committed " + flag)
            + (", detail " + json + ", counted " + flag + " DEFAULT false")
            + ", "
            + dialect.primaryKey("connection, stream, sync, slice, page")
            + ")",
        create
            + syncs()
            + (" (" + stream + ", sync " + text + ", started_at " + time)
            + (", updated_at " + time + ", report " + json + ")"),
        create
            + deadLetters()
            + (" (" + page + ", extracted_at " + time + ", reason " + text)
            + (", record " + text + ")"));
  }

  /** What a ledger lacks that an earlier version made. */
  String addCounted() {
    String flag = dialect.type(ColumnType.BOOLEAN);
    return "ALTER TABLE " + ledger() + " ADD COLUMN counted " + flag + " DEFAULT false";
  }

  String createSchema() {
    return dialect.createSchema(schema);
  }

  /** The table that a run fills. */
  String create(TableSchema table, Run run) {
    List<Column> keys =
        run.keyColumns(table).stream().flatMap(key -> table.named(key).stream()).toList();
    return create(table, run.meta()) + dialect.arrangement(run.meta(), keys);
  }

  public String create(TableSchema table, MetaColumns meta) {
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

  /** The columns of staged rows, in the order in which they are loaded. */
  public static List<Column> stagingColumns(Run run) {
    List<Column> columns = new ArrayList<>();
    columns.add(own(MetaColumns.ENTRY, ColumnType.INTEGER));
    columns.add(own(run.meta().id(), ColumnType.UUID));
    columns.add(own(run.meta().extractedAt(), ColumnType.TIMESTAMP_TZ));
    columns.add(own(run.meta().meta(), ColumnType.JSON));
    columns.add(own(MetaColumns.EXTRA, ColumnType.JSON));
    columns.addAll(run.staged().columns());
    return columns;
  }

  private static Column own(String name, ColumnType type) {
    return new Column(name, name, type);
  }

  public String createStaging(StreamKey key, Run run) {
    return createStaging(stagingName(key, run), run);
  }

  /** A table for rows that wait, under a name of its own. */
  String createStaging(String name, Run run) {
    String columns =
        stagingColumns(run).stream()
            .map(column -> staged(column.name(), column.type()))
            .collect(Collectors.joining(", "));
    return dialect.createStaging() + in(name) + " (" + columns + ")" + dialect.stagingArrangement();
  }

  /**
   * Statements that turn one table into the other; columns are only ever added, widened or renamed.
   *
   * @param oldNames what columns that have another name now may be called in it, by that name
   */
  List<String> alter(TableSchema before, TableSchema after, Map<String, String> oldNames) {
    List<String> statements = new ArrayList<>();
    String alter = "ALTER TABLE " + in(after.table());
    String add = dialect.definesInTransactions() ? " ADD COLUMN " : " ADD COLUMN IF NOT EXISTS ";
    for (Column column : after.columns()) {
      String oldName = oldNames.getOrDefault(column.name(), column.name());
      Column old = before.named(column.name()).or(() -> before.named(oldName)).orElse(null);
      if (old == null) {
        statements.add(alter + add + definition(column.name(), column.type()));
        continue;
      }
      if (!old.name().equals(column.name())) {
        String names = dialect.name(old.name()) + " TO " + dialect.name(column.name());
        statements.add(alter + " RENAME COLUMN " + names);
      }
      if (isWider(column.type(), old.type())) {
        statements.add(dialect.changeType(in(after.table()), column.name(), column.type()));
      }
    }
    return statements;
  }

  private static boolean isWider(ColumnType type, ColumnType old) {
    return type != old && Evolution.widen(old, type).filter(type::equals).isPresent();
  }

  private String staged(String name, ColumnType type) {
    return definition(name, dialect.staged(type));
  }

  private String definition(String name, ColumnType type) {
    return dialect.name(name) + " " + dialect.type(type);
  }
}
