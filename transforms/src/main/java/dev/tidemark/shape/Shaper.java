package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns batches of records into batches of columns.
 *
 * <p>The columns are fixed when the shaper is made. A field without a column, or a value that its
 * column cannot hold, goes where the {@link Contract} says; with {@code EVOLVE} it goes into the
 * batch's {@code extra}, with its type, and the commit makes a place for it. So any number of
 * workers can stage at once without altering a table. One instance serves one thread.
 */
public final class Shaper {
  /** Position of a field that is left out on purpose. */
  private static final int DROPPED = -2;

  private static final int UNKNOWN = -1;

  private final TableSchema schema;
  private final Contract contract;
  private final List<Integer> keyColumns;
  private final Set<String> selected;
  private final Map<String, Integer> columnByField = new HashMap<>();
  private final Conversion conversion = new Conversion();
  private final Changes changes = new Changes();

  /**
   * @param schema the columns to fill
   * @param contract what to do with what they cannot hold
   * @param keyFields fields without which a record cannot be merged; records that lack one become
   *     dead letters
   * @param selected the only fields to keep, or empty for all
   */
  public Shaper(
      TableSchema schema, Contract contract, List<String> keyFields, Set<String> selected) {
    this.schema = schema;
    this.contract = contract;
    this.selected = new HashSet<>(selected);
    for (int i = schema.columns().size() - 1; i >= 0; i--) {
      columnByField.put(schema.columns().get(i).field(), i);
    }
    this.keyColumns =
        keyFields.stream().map(field -> columnByField.getOrDefault(field, UNKNOWN)).toList();
  }

  public ColumnBatch shape(RecordBatch batch) {
    return new Page(batch).columns();
  }

  /** The work on one batch. */
  private final class Page {
    private final RecordBatch batch;
    private final List<Vector> vectors = new ArrayList<>();
    private final Vector ids;
    private final Vector meta;
    private final Vector extra;
    private final Map<String, Set<ColumnType>> observed = new TreeMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Layout, int[]> columnsByLayout = new HashMap<>();
    private JsonObject extras;

    Page(RecordBatch batch) {
      this.batch = batch;
      int capacity = batch.records().size();
      for (Column column : schema.columns()) {
        vectors.add(new Vector(column.type(), capacity));
      }
      ids = new Vector(ColumnType.UUID, capacity);
      meta = new Vector(ColumnType.JSON, capacity);
      extra = new Vector(ColumnType.JSON, capacity);
    }

    ColumnBatch columns() {
      long firstId = RowIds.reserve(batch.records().size());
      int row = 0;
      for (JsonObject record : batch.records()) {
        String missing = fill(record, row);
        if (missing != null) {
          reject(record, row, missing);
          continue;
        }
        ids.set(row, RowIds.high(batch.extractedAt(), firstId + row), RowIds.low(firstId + row));
        row++;
      }
      return new ColumnBatch(
          schema, row, vectors, ids, batch.extractedAt(), meta, extra, observed, deadLetters);
    }

    /** Fills the row; returns why it can't be one, or null. */
    private String fill(JsonObject record, int row) {
      Layout layout = record.layout();
      int[] columns = columnsByLayout.computeIfAbsent(layout, Shaper.this::bind);
      for (int i = 0; i < columns.length; i++) {
        Object value = record.value(i);
        int column = columns[i];
        if (value == null || column == DROPPED) {
          continue;
        }
        changes.about(layout.name(i));
        if (column == UNKNOWN) {
          homeless(layout.name(i), value, Conversion.typeOf(value), "no column for it");
        } else if (!conversion.put(value, vectors.get(column), row, changes)) {
          ColumnType type = vectors.get(column).type();
          homeless(
              layout.name(i), value, conversion.typeBeside(type, value), "not a value of " + type);
        }
      }
      for (String name : record.repeatedNames()) {
        changes.about(name);
        changes.note("repeated", "the name stood more than once; the last value was kept", null);
      }
      if (extras != null) {
        extra.set(row, (Object) extras.toString());
        extras = null;
      }
      String notes = changes.take();
      if (notes != null) {
        meta.set(row, (Object) notes);
      }
      return missingKey(row);
    }

    private void homeless(String field, Object value, ColumnType type, String reason) {
      switch (contract) {
        case EVOLVE -> {
          extras = extras == null ? new JsonObject() : extras;
          extras.put(ColumnBatch.extraName(field, type), conversion.canonical(value, type));
          observed.computeIfAbsent(field, f -> EnumSet.noneOf(ColumnType.class)).add(type);
        }
        case DISCARD -> changes.note("discarded", reason, value);
        case FREEZE ->
            throw Problem.schema(
                "field '" + field + "': " + reason + ", and the contract is freeze");
      }
    }

    private String missingKey(int row) {
      for (int i = 0; i < keyColumns.size(); i++) {
        int column = keyColumns.get(i);
        if (column < 0 || vectors.get(column).isNull(row)) {
          return "its primary key is missing or not of the key's type";
        }
      }
      return null;
    }

    private void reject(JsonObject record, int row, String reason) {
      deadLetters.add(new DeadLetter(record.toString(), reason));
      vectors.forEach(vector -> vector.clear(row));
      meta.clear(row);
      extra.clear(row);
    }
  }

  private int[] bind(Layout layout) {
    int[] columns = new int[layout.size()];
    for (int i = 0; i < columns.length; i++) {
      String field = layout.name(i);
      boolean wanted = selected.isEmpty() || selected.contains(field);
      columns[i] = wanted ? columnByField.getOrDefault(field, UNKNOWN) : DROPPED;
    }
    return columns;
  }
}
