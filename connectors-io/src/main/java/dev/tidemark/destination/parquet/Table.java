package dev.tidemark.destination.parquet;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table consists of. All its files have all its columns, in the same types.
 *
 * @param columns meta columns and all
 * @param files in no order
 */
record Table(TableSchema columns, List<DataFile> files) {
  Table {
    files = List.copyOf(files);
  }

  /**
   * A file of rows.
   *
   * @param name in the store
   */
  record DataFile(String name, long rows, long bytes) {}

  static Table empty(String name, MetaColumns meta) {
    List<Column> columns =
        List.of(
            new Column(meta.id(), meta.id(), ColumnType.UUID),
            new Column(meta.extractedAt(), meta.extractedAt(), ColumnType.TIMESTAMP_TZ),
            new Column(meta.meta(), meta.meta(), ColumnType.JSON));
    return new Table(new TableSchema(name, columns), List.of());
  }

  String name() {
    return columns.table();
  }

  /** Names of files that another table has not. */
  List<String> without(Table other) {
    Set<DataFile> others = Set.copyOf(other.files);
    return files.stream().filter(f -> !others.contains(f)).map(DataFile::name).toList();
  }

  List<String> fileNames() {
    return files.stream().map(DataFile::name).toList();
  }

  /**
   * The columns with those of a stream, in the stream's types.
   *
   * @param before the stream's columns so far, or null
   */
  TableSchema with(TableSchema before, TableSchema stream) {
    TableSchema all = columns;
    Map<String, String> oldNames = before == null ? Map.of() : stream.oldNames(before);
    for (Column column : stream.columns()) {
      String name = oldNames.getOrDefault(column.name(), column.name());
      Column known = all.named(name).orElse(null);
      if (known == null) {
        all = all.plus(new Column(column.name(), column.name(), column.type()));
      } else {
        all = all.with(known, new Column(column.name(), column.name(), column.type()));
      }
    }
    return all;
  }

  byte[] toJson() {
    List<Object> list = new ArrayList<>();
    files.forEach(
        f -> list.add(JsonObject.of("name", f.name(), "rows", f.rows(), "bytes", f.bytes())));
    JsonObject json = Json.parseObject(columns.toJson());
    json.put("files", list);
    return Documents.bytes(json);
  }

  static Table parse(byte[] json) {
    JsonObject object = Documents.parse(json);
    List<DataFile> files = new ArrayList<>();
    for (Object item : object.list("files")) {
      JsonObject file = (JsonObject) item;
      files.add(
          new DataFile(file.text("name", ""), (Long) file.get("rows"), (Long) file.get("bytes")));
    }
    return new Table(TableSchema.parse(object.toString()), files);
  }
}
