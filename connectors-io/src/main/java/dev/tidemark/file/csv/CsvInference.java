package dev.tidemark.file.csv;

import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out what the columns of a file hold. */
final class CsvInference {
  private static final long SAMPLE = 1_000_000;

  /** How far the last row that is looked at may reach. */
  static final long REACH = SAMPLE + CsvText.MOST_ROW;

  private final CsvOptions options;
  private final Casting casting;

  CsvInference(CsvOptions options) {
    this.options = options;
    this.casting = new Casting(options);
  }

  JsonObject infer(CsvHeader header, CsvText text) throws IOException {
    List<Column> columns = new ArrayList<>();
    header.names().forEach(name -> columns.add(new Column()));
    while (text.offset() < SAMPLE && text.next()) {
      for (int i = 0; i < Math.min(text.cells(), header.named()); i++) {
        if (header.fields()[i] >= 0) {
          columns.get(header.fields()[i]).see(text.cell(i));
        }
      }
    }
    if (text.takeMalformed()) {
      String encoding = options.encoding().name();
      throw text.problem(1, "the file is not written in " + encoding + "; set 'encoding'");
    }
    JsonObject properties = new JsonObject();
    for (int i = 0; i < columns.size(); i++) {
      properties.put(header.names().get(i), JsonObject.of("type", columns.get(i).type()));
    }
    return JsonObject.of("type", "object", "properties", properties);
  }

  private final class Column {
    private final Set<Casting.Type> fitting =
        options.infersTypes()
            ? EnumSet.of(Casting.Type.BOOLEAN, Casting.Type.INTEGER, Casting.Type.NUMBER)
            : EnumSet.noneOf(Casting.Type.class);
    private boolean seen;

    void see(String cell) {
      if (!fitting.isEmpty() && !options.nulls().contains(cell)) {
        fitting.retainAll(casting.fits(cell));
        seen = true;
      }
    }

    /** The first type that fits all cells. */
    String type() {
      return seen && !fitting.isEmpty()
          ? fitting.iterator().next().name().toLowerCase(Locale.ROOT)
          : "string";
    }
  }
}
