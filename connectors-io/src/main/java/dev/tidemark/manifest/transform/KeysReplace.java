package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.Scope;

/** Replaces a text in all keys. */
final class KeysReplace implements Transformation {
  private final Expression oldText;
  private final Expression newText;

  KeysReplace(Component component) {
    oldText = component.expression("old", Names.RECORD);
    newText = component.expression("new", Names.RECORD);
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    String from = oldText.textIn(scope);
    String to = newText.textIn(scope);
    Records.replace(record, Records.renamed(record, key -> key.replace(from, to), true));
  }
}
