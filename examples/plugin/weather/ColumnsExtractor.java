package weather;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.CustomComponent;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.selection.RecordExtractor;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records of columns: {@code {"readings": {"at": [1, 2], "celsius": [20.5, 21]}}} holds two.
 * In place of the Python class {@code source_weather.components.ColumnsExtractor}.
 */
public final class ColumnsExtractor implements CustomComponent<RecordExtractor> {
  @Override
  public String className() {
    return "source_weather.components.ColumnsExtractor";
  }

  @Override
  public Class<RecordExtractor> kind() {
    return RecordExtractor.class;
  }

  /** Called once, when the manifest is compiled; what it makes is used by many threads. */
  @Override
  public RecordExtractor make(Component component) {
    String table = component.text("table");
    return bodies -> records(((JsonObject) bodies.get(0)).object(table), table);
  }

  private static List<Object> records(JsonObject columns, String table) throws Undecodable {
    if (columns == null) {
      throw new Undecodable("the answer has no '" + table + "'");
    }
    List<Object> records = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<Object> values = columns.list(columns.name(column));
      for (int row = 0; row < values.size(); row++) {
        if (records.size() == row) {
          records.add(new JsonObject());
        }
        ((JsonObject) records.get(row)).put(columns.name(column), values.get(row));
      }
    }
    return records;
  }
}
