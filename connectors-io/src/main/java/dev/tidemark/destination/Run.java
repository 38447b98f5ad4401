package dev.tidemark.destination;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * One reading of a stream from its tidemark on, and all that was decided for it. It is kept beside
 * the tidemark until it is complete, so that whoever finds it unfinished can go on with it.
 *
 * @param sync id of the sync that began it
 * @param startedAt nothing newer than this is asked for, however late it is resumed
 * @param fingerprint changes when the stream must be read differently; an unfinished run with
 *     another fingerprint is abandoned
 * @param strategy how rows enter the table
 * @param primaryKey fields that name a record; empty if none
 * @param cursor field by which the newest version of a record is told, or null
 * @param contract what happens to data without a column
 * @param meta names of the meta columns
 * @param staged columns of the staging table
 * @param selected the only fields to keep; empty for all
 * @param nested what becomes of objects in records
 * @param deletes what becomes of rows whose records are gone, or null where records do not say so
 * @param origin field that names the part of the stream that a record came from, where such parts
 *     are read whole or not at all; or null
 * @param from the tidemark that it reads from. Commits advance the stream's own; but whoever goes
 *     on with the run must find the very slices that the ledger knows.
 */
public record Run(
    String sync,
    Instant startedAt,
    String fingerprint,
    Strategy strategy,
    List<String> primaryKey,
    String cursor,
    Contract contract,
    MetaColumns meta,
    TableSchema staged,
    List<String> selected,
    Nested nested,
    Deletes deletes,
    String origin,
    Tidemark from)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public Run {
    primaryKey = List.copyOf(primaryKey);
    selected = List.copyOf(selected);
  }

  /** The same reading at another time, from another tidemark on. */
  public Run begun(String otherSync, Instant at, Tidemark otherFrom) {
    return new Run(
        otherSync,
        at,
        fingerprint,
        strategy,
        primaryKey,
        cursor,
        contract,
        meta,
        staged,
        selected,
        nested,
        deletes,
        origin,
        otherFrom);
  }

  public String table() {
    return staged.table();
  }

  /** The columns of a table by which records are told apart. */
  public List<String> keyColumns(TableSchema table) {
    return primaryKey.stream().map(f -> table.forField(f).orElseThrow().name()).toList();
  }

  /**
   * Whether rows that are in the table are to be taken for first versions.
   *
   * @param before the table as it is, or null
   */
  public boolean beginsVersions(TableSchema before) {
    return strategy == Strategy.SCD2
        && before != null
        && before.named(meta.validFrom().name()).isEmpty();
  }

  /** Whether rows may enter the table before all slices are read. */
  public boolean commitsEarly() {
    return strategy != Strategy.REPLACE && contract != Contract.FREEZE && !marksUnseen();
  }

  /** Whether the run brings all there is, so that rows it did not bring are those of the gone. */
  public boolean marksUnseen() {
    return deletes != null && deletes.unseen();
  }

  public String toJson() {
    return JsonObject.of(
            "sync",
            sync,
            "started_at",
            startedAt.toString(),
            "fingerprint",
            fingerprint,
            "strategy",
            strategy.name(),
            "primary_key",
            primaryKey,
            "cursor",
            cursor,
            "contract",
            contract.name(),
            "meta",
            meta.names(),
            "staged",
            Json.parse(staged.toJson()),
            "selected",
            selected,
            "nested",
            nested.name(),
            "deletes",
            deletes == null ? null : deletes.toJson(),
            "origin",
            origin,
            "from",
            from.toJson())
        .toString();
  }

  public static Run parse(String text) {
    JsonObject json = Json.parseObject(text);
    List<String> meta = strings(json, "meta");
    return new Run(
        json.text("sync", ""),
        Instant.parse(json.text("started_at", "")),
        json.text("fingerprint", ""),
        Strategy.valueOf(json.text("strategy", "")),
        strings(json, "primary_key"),
        (String) json.get("cursor"),
        Contract.valueOf(json.text("contract", "")),
        new MetaColumns(meta.get(0), meta.get(1), meta.get(2)),
        TableSchema.parse(json.get("staged").toString()),
        strings(json, "selected"),
        Nested.valueOf(json.text("nested", Nested.JSON.name())),
        json.object("deletes") == null ? null : Deletes.parse(json.object("deletes")),
        (String) json.get("origin"),
        json.has("from") ? Tidemark.of(json.object("from")) : Tidemark.NONE);
  }

  private static List<String> strings(JsonObject json, String name) {
    return json.list(name).stream().map(Object::toString).toList();
  }
}
