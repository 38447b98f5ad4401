package dev.tidemark.language;

import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Rows with names that Python can have for its fields: none of its keywords, and no underscore at
 * the beginning; it goes to the end, as in {@code from_} and {@code id_}.
 */
final class Names extends PTransform<PCollection<Row>, PCollection<Row>> {
  private static final long serialVersionUID = 1;
  private static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));

  @Override
  public PCollection<Row> expand(PCollection<Row> rows) {
    Schema schema = names(rows.getSchema());
    return rows.apply("Rename", ParDo.of(new Rename(schema))).setRowSchema(schema);
  }

  static Schema names(Schema schema) {
    Schema.Builder renamed = Schema.builder();
    for (Schema.Field field : schema.getFields()) {
      String name = name(field.getName());
      while (!name.equals(field.getName()) && schema.hasField(name)) {
        name += "_";
      }
      renamed.addField(field.withName(name));
    }
    return renamed.build();
  }

  private static String name(String name) {
    if (KEYWORDS.contains(name)) {
      return name + "_";
    }
    String rest = name.replaceFirst("^_+", "");
    boolean isName = !rest.isEmpty() && !Character.isDigit(rest.charAt(0));
    return rest.equals(name) ? name : isName ? rest + "_" : "f" + name;
  }

  private static final class Rename extends DoFn<Row, Row> {
    private static final long serialVersionUID = 1;

    private final Schema schema;

    Rename(Schema schema) {
      this.schema = schema;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Row> out) {
      out.output(Row.withSchema(schema).attachValues(row.getValues()));
    }
  }
}
