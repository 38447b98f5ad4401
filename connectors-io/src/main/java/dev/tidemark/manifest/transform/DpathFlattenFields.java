package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.template.Scope;
import java.util.List;

/** Moves the entries of an object inside the record to its top, unless one is there already. */
final class DpathFlattenFields implements Transformation {
  private final List<Expression> path;
  private final Expression prefix;
  private final Expression suffix;
  private final boolean deletesOrigin;
  private final boolean replacesRecord;

  DpathFlattenFields(Component component) {
    path = component.expressions("field_path", Names.NONE);
    if (path.isEmpty()) {
      component.flaw("field_path", "is missing; a list of keys is expected");
    }
    Component keys = component.optional("key_transformation").orElse(null);
    prefix = keys == null ? Expression.constant("") : keys.expression("prefix", Names.NONE, "");
    suffix = keys == null ? Expression.constant("") : keys.expression("suffix", Names.NONE, "");
    deletesOrigin = component.flag("delete_origin_value");
    replacesRecord = component.flag("replace_record");
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    FieldPath origin = new FieldPath(path.stream().map(s -> s.textIn(Expression.NOTHING)).toList());
    List<Object> found = origin.findAll(record);
    if (found.isEmpty() || !(found.get(0) instanceof JsonObject source)) {
      return;
    }
    String before = prefix.textIn(Expression.NOTHING);
    String after = suffix.textIn(Expression.NOTHING);
    JsonObject moved = Records.renamed(source, key -> before + key + after, false);
    if (replacesRecord) {
      if (!moved.isEmpty()) {
        Records.replace(record, moved);
      }
    } else if (moved.names().stream().noneMatch(record::has)) {
      if (deletesOrigin) {
        origin.removeFrom(record);
      }
      moved.names().forEach(name -> record.put(name, moved.get(name)));
    }
  }
}
