package dev.tidemark.file.excel;

import dev.tidemark.file.value.Types;
import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;

/** Finds out what columns hold. */
final class ExcelInference {
  private final List<String> names;
  private final List<Set<CellValue.Kind>> kinds = new ArrayList<>();

  ExcelInference(List<String> names) {
    this.names = names;
    names.forEach(name -> kinds.add(EnumSet.noneOf(CellValue.Kind.class)));
  }

  void see(Sheet sheet) {
    for (int i = 0; i < names.size(); i++) {
      Cell cell = sheet.cell(i);
      if (cell != null) {
        kinds.get(i).add(CellValue.kind(cell));
      }
    }
  }

  JsonObject schema() {
    JsonObject properties = new JsonObject();
    for (int i = 0; i < names.size(); i++) {
      properties.put(names.get(i), type(kinds.get(i)));
    }
    return Types.record(properties);
  }

  /** Text where there are several kinds, or none. */
  private static JsonObject type(Set<CellValue.Kind> kinds) {
    if (kinds.size() != 1) {
      return Types.of("string");
    }
    return switch (kinds.iterator().next()) {
      case NUMBER -> Types.of("number");
      case BOOLEAN -> Types.of("boolean");
      case MOMENT -> Types.timestamp(false);
      case TEXT -> Types.of("string");
    };
  }
}
