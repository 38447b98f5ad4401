package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

  /** Position of a field that would be taken for one of a list. */
  private static final int AMBIGUOUS = -3;

  private final TableSchema schema;
  private final Contract contract;
  private final List<String> keyFields;
  private final Set<String> selected;
  private final Nested nested;
  private final MetaColumns metaColumns;

  /** What the names of fields begin with in lists whose fields have columns. */
  private final Set<String> lists = new HashSet<>();

  private final Map<String, Integer> columnByField = new HashMap<>();
  private final Conversion conversion = new Conversion();

  /**
   * @param schema the columns to fill
   * @param contract what to do with what they cannot hold
   * @param keyFields fields without which a record cannot be merged; records that lack one become
   *     dead letters
   * @param selected the only fields to keep, or empty for all
   */
  public Shaper(
      TableSchema schema, Contract contract, List<String> keyFields, Set<String> selected) {
    this(schema, contract, keyFields, selected, Nested.JSON, MetaColumns.DEFAULT);
  }

  private Shaper(
      TableSchema schema,
      Contract contract,
      List<String> keyFields,
      Set<String> selected,
      Nested nested,
      MetaColumns meta) {
    this.nested = nested;
    this.metaColumns = meta;
    this.schema = schema;
    this.contract = contract;
    this.selected = new HashSet<>(selected);
    for (int i = schema.columns().size() - 1; i >= 0; i--) {
      columnByField.put(schema.columns().get(i).field(), i);
      if (nested == Nested.TABLES) {
        lists.add(TableSchema.listOf(schema.columns().get(i).field()));
      }
    }
    this.keyFields = List.copyOf(keyFields);
  }

  /**
   * The same that takes apart what has no column: the fields of an object become fields of the
   * record, their names joined by dots, and so on with objects within it; with {@code TABLES}
   * objects in a list become rows of their own.
   *
   * @param how what becomes of objects
   * @param meta names of the columns that say what list a row is from, and where it stood
   */
  public Shaper taking(Nested how, MetaColumns meta) {
    return new Shaper(schema, contract, keyFields, selected, how, meta);
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
    private final Map<String, Level> levels = new HashMap<>();
    private final List<Item> items = new ArrayList<>();

    /** Of the row at hand. */
    private final Changes changes = new Changes();

    /** Of the row at hand: values without a column, or null; and their types, by field. */
    private JsonObject extras;

    private final Map<String, ColumnType> typesOfExtras = new LinkedHashMap<>();

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
      Level top = level("", 0);
      long firstId = RowIds.reserve(batch.records().size());
      int row = 0;
      for (JsonObject record : batch.records()) {
        int itemsBefore = items.size();
        convert(record, top, row);
        String unkeyed = keyFault(record, row);
        if (unkeyed == null) {
          keep(row, firstId + row);
          row++;
        } else {
          deadLetters.add(new DeadLetter(record.toString(), unkeyed));
          forget(row);
          items.subList(itemsBefore, items.size()).clear();
        }
      }
      int records = row;
      // Those within lists within lists are added meanwhile.
      for (int i = 0; i < items.size(); i++, row++) {
        convert(items.get(i), row);
      }
      batch.rejected().forEach(r -> deadLetters.add(new DeadLetter(r.what(), r.reason())));
      return new ColumnBatch(
          schema,
          row,
          records,
          vectors,
          ids,
          batch.extractedAt(),
          meta,
          extra,
          observed,
          deadLetters);
    }

    /**
     * @param prefix what the names of fields in these objects begin with
     */
    private Level level(String prefix, int depth) {
      return levels.computeIfAbsent(prefix, p -> new Level(p, depth, new HashMap<>()));
    }

    private void convert(Item item, int row) {
      convert(item.object(), item.level(), row);
      column(metaColumns.list()).set(row, (Object) item.level().prefix());
      column(metaColumns.parentId())
          .set(row, ids.longAt(item.parentRow()), ids.lowAt(item.parentRow()));
      column(metaColumns.position()).set(row, item.position());
      keep(row, RowIds.reserve(1));
    }

    private Vector column(Column own) {
      return vectors.get(columnByField.get(own.field()));
    }

    private void convert(JsonObject object, Level place, int row) {
      List<Field> fields = place.fields(object.layout(), Shaper.this);
      for (int i = 0; i < fields.size(); i++) {
        Object value = object.value(i);
        Field field = fields.get(i);
        if (value == null || field.column() == DROPPED) {
          continue;
        }
        boolean mayOpen =
            nested != Nested.JSON && field.column() == UNKNOWN && place.depth() < Nested.DEPTH;
        if (mayOpen && value instanceof JsonObject inner) {
          convert(inner, level(field.inObject(), place.depth() + 1), row);
        } else if (mayOpen && value instanceof List<?> list && hasTable(field, list)) {
          Level inside = level(field.inList(), place.depth() + 1);
          for (int position = 0; position < list.size(); position++) {
            items.add(new Item((JsonObject) list.get(position), inside, row, position));
          }
        } else {
          changes.about(field.name());
          place(field.name(), value, field.column(), row);
        }
      }
      for (String name : object.repeatedNames()) {
        changes.about(place.prefix() + name);
        changes.noteRepeated();
      }
    }

    /**
     * Whether a list is one of objects that become rows. One that was not heard of before must say
     * something for its table to have a column.
     */
    private boolean hasTable(Field field, List<?> list) {
      return nested == Nested.TABLES
          && list.stream().allMatch(item -> item instanceof JsonObject)
          && (lists.contains(field.inList())
              || (contract == Contract.EVOLVE && list.stream().anyMatch(Shaper::says)));
    }

    private void place(String field, Object value, int column, int row) {
      if (column == AMBIGUOUS) {
        changes.note("discarded", "its name reads like that of a field in a list", value);
      } else if (column == UNKNOWN) {
        homeless(field, value, Conversion.typeOf(value), "no column for it");
      } else if (nested != Nested.JSON && !vectors.get(column).isNull(row)) {
        changes.note("discarded", "another field has this name too", value);
      } else if (!conversion.put(value, vectors.get(column), row, changes)) {
        ColumnType type = vectors.get(column).type();
        homeless(field, value, conversion.typeBeside(type, value), "not a value of " + type);
      }
    }

    private void homeless(String field, Object value, ColumnType type, String reason) {
      switch (contract) {
        case EVOLVE -> {
          extras = extras == null ? new JsonObject() : extras;
          String text = conversion.canonical(value, type, changes);
          if (extras.has(ColumnBatch.extraName(field, type))) {
            changes.note("discarded", "another field has this name too", value);
          } else {
            extras.put(ColumnBatch.extraName(field, type), text);
            typesOfExtras.put(field, type);
          }
        }
        case DISCARD -> changes.note("discarded", reason, value);
        case FREEZE ->
            throw Problem.schema(
                "field '" + field + "': " + reason + ", and the contract is freeze");
      }
    }

    /** Why the row cannot be merged, or null. */
    private String keyFault(JsonObject record, int row) {
      for (String field : keyFields) {
        int column = columnByField.getOrDefault(field, UNKNOWN);
        if (column == UNKNOWN) {
          return "its primary key field '" + field + "' has no column";
        }
        if (vectors.get(column).isNull(row)) {
          return record.get(field) == null
              ? "its primary key field '" + field + "' is missing"
              : "its primary key field '" + field + "' is no " + vectors.get(column).type();
        }
      }
      return null;
    }

    private void keep(int row, long id) {
      ids.set(row, RowIds.high(batch.extractedAt(), id), RowIds.low(id));
      if (extras != null) {
        extra.set(row, (Object) extras.toString());
        extras = null;
        typesOfExtras.forEach(
            (field, type) ->
                observed.computeIfAbsent(field, f -> EnumSet.noneOf(ColumnType.class)).add(type));
        typesOfExtras.clear();
      }
      String notes = changes.take();
      if (notes != null) {
        meta.set(row, (Object) notes);
      }
    }

    /** So that nothing of a record that became no row is left. */
    private void forget(int row) {
      vectors.forEach(vector -> vector.clear(row));
      extras = null;
      typesOfExtras.clear();
      changes.take();
    }
  }

  /**
   * Where objects of a page stand.
   *
   * @param prefix what the names of their fields begin with
   * @param depth how many objects they are within
   */
  private record Level(String prefix, int depth, Map<Layout, List<Field>> byLayout) {
    /** The fields at the positions of a layout. */
    List<Field> fields(Layout layout, Shaper shaper) {
      return byLayout.computeIfAbsent(layout, l -> shaper.bind(l, this));
    }
  }

  /**
   * What is known of a field.
   *
   * @param inObject what the names of the fields begin with of an object that is its value
   * @param inList the same for objects in a list that is its value
   */
  private record Field(String name, String inObject, String inList, int column) {}

  /** An object in a list of a row. */
  private record Item(JsonObject object, Level level, int parentRow, int position) {}

  private List<Field> bind(Layout layout, Level level) {
    List<Field> fields = new ArrayList<>(layout.size());
    for (int i = 0; i < layout.size(); i++) {
      String name = level.prefix() + layout.name(i);
      boolean wanted = selected.isEmpty() || level.depth() > 0 || selected.contains(name);
      boolean ambiguous = nested == Nested.TABLES && layout.name(i).contains(TableSchema.IN_LIST);
      int column = ambiguous ? AMBIGUOUS : columnByField.getOrDefault(name, UNKNOWN);
      String inList = name + TableSchema.IN_LIST;
      fields.add(new Field(name, name + ".", inList, wanted ? column : DROPPED));
    }
    return fields;
  }

  /** Whether anything in an object is not null. */
  private static boolean says(Object value) {
    if (value instanceof JsonObject object) {
      return IntStream.range(0, object.size()).anyMatch(i -> says(object.value(i)));
    }
    return value != null;
  }
}
