package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.path.FieldPath;
import java.util.List;

/** Makes records of the items of a list that a record holds, in place of the record itself. */
final class RecordExpander {
  private static final String ORIGINAL = "original_record";

  private final FieldPath path;
  private final boolean keepsOriginal;
  private final boolean keepsChildless;
  private final boolean sharesOriginal;

  private RecordExpander(Component component, boolean sharesOriginal) {
    if (!component.has("expand_records_from_field")) {
      component.flaw("expand_records_from_field", "is missing; a list of keys is expected");
    }
    path =
        new FieldPath(
            component.items("expand_records_from_field").stream()
                .map(segment -> component.evaluated("expand_records_from_field", segment))
                .toList());
    keepsOriginal = component.flag("remain_original_record");
    keepsChildless =
        component
            .choice("on_no_records", List.of("skip", "emit_parent"), "skip")
            .equals("emit_parent");
    this.sharesOriginal = sharesOriginal;
  }

  /**
   * @param sharesOriginal whether records are not changed any more, so that the children of one may
   *     hold the same copy of it
   */
  static Registry<RecordExpander> registry(boolean sharesOriginal) {
    return Registry.<RecordExpander>of("a record expander")
        .with("RecordExpander", component -> new RecordExpander(component, sharesOriginal));
  }

  /** Adds what a record expands to. */
  void expand(Object record, List<Object> into) {
    if (!(record instanceof JsonObject parent) || path.segments().isEmpty()) {
      into.add(record);
      return;
    }
    int before = into.size();
    JsonObject copy = keepsOriginal ? parent.copy() : null;
    for (Object found : path.findAll(parent)) {
      if (found instanceof List<?> items) {
        items.forEach(item -> into.add(child(item, copy)));
      }
    }
    if (into.size() == before && keepsChildless) {
      into.add(parent);
    }
  }

  private Object child(Object item, JsonObject original) {
    if (original == null) {
      return item;
    }
    JsonObject child = item instanceof JsonObject object ? object : JsonObject.of("value", item);
    return child.put(ORIGINAL, sharesOriginal ? original : original.copy());
  }
}
