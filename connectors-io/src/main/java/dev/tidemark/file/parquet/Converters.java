package dev.tidemark.file.parquet;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Takes the values of a record as the library finds them, and makes an object of them. */
final class Converters extends RecordMaterializer<JsonObject> {
  /** Room for fields that whoever reads the page adds. */
  private static final int SPARE = 6;

  private final Leaves leaves;
  private final List<Group> groups = new ArrayList<>();
  private final Group root;
  private JsonObject record;

  Converters(GroupType schema, Leaves leaves) {
    this.leaves = leaves;
    this.root = new Group(schema, SPARE, value -> record = (JsonObject) value);
  }

  /** Objects share their layouts within a page. */
  void beginPage() {
    groups.forEach(Group::renewLayout);
  }

  @Override
  public JsonObject getCurrentRecord() {
    return record;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private Converter of(Type type, Consumer<Object> target) {
    if (type.isPrimitive()) {
      PrimitiveType leaf = type.asPrimitiveType();
      return new LeafConverter(leaves.of(leaf), isText(leaf), leaves::isFlawed, target);
    }
    GroupType group = type.asGroupType();
    if (Nesting.isList(group)) {
      return new Items(group, target);
    }
    return Nesting.isMap(group) ? new Entries(group, target) : new Group(group, 0, target);
  }

  private static boolean isText(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && (meaning instanceof StringLogicalTypeAnnotation
            || meaning instanceof EnumLogicalTypeAnnotation);
  }

  /** An object with a field for each of the group's. */
  private final class Group extends GroupConverter {
    private final List<String> names;
    private final Converter[] fields;
    private final int room;
    private final Consumer<Object> target;
    private Layout layout;
    private Object[] values;

    Group(GroupType type, int spare, Consumer<Object> target) {
      this.names = type.getFields().stream().map(Type::getName).toList();
      this.fields = new Converter[names.size()];
      this.room = names.size() + spare;
      this.target = target;
      for (int i = 0; i < fields.length; i++) {
        int position = i;
        boolean repeats = type.getType(i).isRepetition(Type.Repetition.REPEATED);
        fields[i] =
            of(
                type.getType(i),
                repeats ? item -> add(position, item) : value -> values[position] = value);
      }
      groups.add(this);
      renewLayout();
    }

    void renewLayout() {
      layout = Layout.of(names);
    }

    @SuppressWarnings("unchecked")
    private void add(int position, Object item) {
      if (values[position] == null) {
        values[position] = new ArrayList<>();
      }
      ((List<Object>) values[position]).add(item);
    }

    @Override
    public Converter getConverter(int position) {
      return fields[position];
    }

    @Override
    public void start() {
      values = new Object[room];
    }

    @Override
    public void end() {
      target.accept(new JsonObject(layout, values));
    }
  }

  private final class Items extends GroupConverter {
    private final Converter repeated;
    private final Consumer<Object> target;
    private List<Object> items;

    Items(GroupType list, Consumer<Object> target) {
      this.target = target;
      Type inner = list.getType(0);
      repeated =
          Nesting.wrapsItems(list)
              ? new Wrapping(inner.asGroupType().getType(0))
              : of(inner, item -> items.add(item));
    }

    @Override
    public Converter getConverter(int position) {
      return repeated;
    }

    @Override
    public void start() {
      items = new ArrayList<>();
    }

    @Override
    public void end() {
      target.accept(items);
    }

    /** Around each item, so that it may be null. */
    private final class Wrapping extends GroupConverter {
      private final Converter item;
      private Object value;

      Wrapping(Type type) {
        item = of(type, found -> value = found);
      }

      @Override
      public Converter getConverter(int position) {
        return item;
      }

      @Override
      public void start() {
        value = null;
      }

      @Override
      public void end() {
        items.add(value);
      }
    }
  }

  private final class Entries extends GroupConverter {
    private final Converter entry;
    private final Consumer<Object> target;
    private JsonObject map;

    Entries(GroupType type, Consumer<Object> target) {
      this.entry = new Entry(type.getType(0).asGroupType());
      this.target = target;
    }

    @Override
    public Converter getConverter(int position) {
      return entry;
    }

    @Override
    public void start() {
      map = new JsonObject();
    }

    @Override
    public void end() {
      target.accept(map);
    }

    private final class Entry extends GroupConverter {
      private final Converter key;
      private final Converter value;
      private Object keyFound;
      private Object valueFound;

      Entry(GroupType type) {
        key = of(type.getType(0), found -> keyFound = found);
        value = of(type.getType(1), found -> valueFound = found);
      }

      @Override
      public Converter getConverter(int position) {
        return position == 0 ? key : value;
      }

      @Override
      public void start() {
        keyFound = null;
        valueFound = null;
      }

      @Override
      public void end() {
        map.put(String.valueOf(keyFound), valueFound);
      }
    }
  }
}
