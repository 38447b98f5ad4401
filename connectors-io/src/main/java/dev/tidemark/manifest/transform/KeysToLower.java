package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;
import java.util.Locale;

/** Lower case for the keys at the top. */
final class KeysToLower implements Transformation {
  @Override
  public void apply(JsonObject record, Scope scope) {
    Records.replace(record, Records.renamed(record, key -> key.toLowerCase(Locale.ROOT), false));
  }
}
