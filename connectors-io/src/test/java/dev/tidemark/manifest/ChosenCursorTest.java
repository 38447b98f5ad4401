package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Source;
import dev.tidemark.source.Wishes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job may choose the cursor of a stream whose manifest leaves the choice. */
final class ChosenCursorTest {
  private static Source source(String setting) {
    String manifest =
        Manifests.retriever("")
            .replace(
                "name: items\n",
                "name: items\n    incremental_sync: {type: DatetimeBasedCursor, cursor_field: made,"
                    + " datetime_format: \"%Y-%m-%d\", start_datetime: \"2024-01-01\""
                    + setting
                    + "}\n");
    Wishes wishes = new Wishes(null, Map.of(), Map.of("items", "changed"));
    return ManifestProvider.of("test", manifest)
        .open(new JsonObject(), Readings.QUICK, Readings.UNLIMITED, wishes);
  }

  @Test
  void theChoiceCountsWhereItIsLeft() {
    Source source = source(", allow_catalog_defined_cursor_field: true");
    assertThat(source.stream("items").cursor()).contains("changed");
    JsonObject state = JsonObject.of("changed", "2024-03-01");
    assertThat(source.reader("items").state(source.reader("items").tidemark(state)))
        .isEqualTo(state);
  }

  @Test
  void elseTheCursorIsThatOfTheManifest() {
    assertThat(source("").stream("items").cursor()).contains("made");
  }

  @Test
  void withoutAChoiceTheCursorIsThatOfTheManifest() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "name: items\n",
                "name: items\n    incremental_sync: {type: DatetimeBasedCursor, cursor_field: made,"
                    + " datetime_format: \"%Y\", start_datetime: \"2024\","
                    + " allow_catalog_defined_cursor_field: true}\n");
    Source source =
        ManifestProvider.of("test", manifest)
            .open(new JsonObject(), Readings.QUICK, List.of(), Wishes.NONE);
    assertThat(source.stream("items").cursor()).contains("made");
  }
}
