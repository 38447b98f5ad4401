package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.source.ConfigSpec;

/** What a manifest says of its config; where it says nothing, any config will do. */
final class Specs {
  private Specs() {}

  static ConfigSpec of(Component root) {
    return new ConfigSpec(
        root.optional("spec")
            .map(spec -> spec.json("connection_specification"))
            .orElseGet(JsonObject::new));
  }
}
