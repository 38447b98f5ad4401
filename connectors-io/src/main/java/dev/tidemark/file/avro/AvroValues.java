package dev.tidemark.file.avro;

import dev.tidemark.file.value.Utf8;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/** Makes records of Avro's bytes, as the schema in the file says. For one thread. */
final class AvroValues implements DatumReader<JsonObject> {
  /** Deeper nesting is refused, as it is of JSON. */
  private static final int MOST_DEPTH = 200;

  /** Room for fields that whoever reads the page adds. */
  private static final int SPARE = 6;

  private final AvroLeaves leaves;
  private final Utf8 utf8 = new Utf8();
  private final Map<String, Node> named = new HashMap<>();
  private final List<RecordNode> records = new ArrayList<>();
  private Schema schema;
  private Node root;
  private int depth;

  AvroValues(boolean doublesAreText) {
    this.leaves = new AvroLeaves(doublesAreText, utf8);
  }

  /** Reads values of one type. */
  interface Node {
    Object read(Decoder in) throws IOException;
  }

  @Override
  public void setSchema(Schema written) {
    schema = written;
    root = node(written, "");
  }

  /** JSON Schema of the records. */
  JsonObject schema() {
    return new AvroSchema(leaves).of(schema);
  }

  /** Objects share their layouts within a page. */
  void beginPage() {
    records.forEach(RecordNode::renewLayout);
  }

  /** What is wrong with the records since the last call, or null. */
  String takeFlaw() {
    return utf8.takeFlaw();
  }

  @Override
  public JsonObject read(JsonObject reuse, Decoder in) throws IOException {
    depth = 0;
    return (JsonObject) root.read(in);
  }

  /**
   * @param field what messages call it
   */
  private Node node(Schema type, String field) {
    return switch (type.getType()) {
      case RECORD -> record(type);
      case ARRAY -> array(node(type.getElementType(), field));
      case MAP -> map(node(type.getValueType(), field));
      case UNION -> union(type, field);
      default -> leaves.of(type, field).node();
    };
  }

  /** A record may be within itself, so it is known before its fields are. */
  private Node record(Schema type) {
    Node known = named.get(type.getFullName());
    if (known != null) {
      return known;
    }
    RecordNode made = new RecordNode(type);
    named.put(type.getFullName(), made);
    records.add(made);
    made.compile(type);
    return made;
  }

  private Node array(Node item) {
    return in -> {
      List<Object> items = new ArrayList<>();
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        for (long i = 0; i < count; i++) {
          items.add(item.read(in));
        }
      }
      return items;
    };
  }

  private Node map(Node value) {
    return in -> {
      JsonObject map = new JsonObject();
      for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
        for (long i = 0; i < count; i++) {
          String name = in.readString();
          map.put(name, value.read(in));
        }
      }
      return map;
    };
  }

  private Node union(Schema type, String field) {
    List<Node> branches = type.getTypes().stream().map(branch -> node(branch, field)).toList();
    return in -> branches.get(in.readIndex()).read(in);
  }

  private final class RecordNode implements Node {
    private final List<String> names;
    private final Node[] fields;
    private Layout layout;

    RecordNode(Schema type) {
      names = type.getFields().stream().map(Schema.Field::name).toList();
      fields = new Node[names.size()];
      renewLayout();
    }

    void compile(Schema type) {
      for (int i = 0; i < fields.length; i++) {
        fields[i] = node(type.getFields().get(i).schema(), names.get(i));
      }
    }

    void renewLayout() {
      layout = Layout.of(names);
    }

    @Override
    public Object read(Decoder in) throws IOException {
      if (++depth > MOST_DEPTH) {
        throw Problem.source("a record is nested more than " + MOST_DEPTH + " deep");
      }
      Object[] values = new Object[fields.length + (depth == 1 ? SPARE : 0)];
      for (int i = 0; i < fields.length; i++) {
        values[i] = fields[i].read(in);
      }
      depth--;
      return new JsonObject(layout, values);
    }
  }
}
