package dev.tidemark.manifest;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;

/** What a manifest says of its config; where it says nothing, any config will do. */
final class Specs {
  private Specs() {}

  static ConfigSpec of(Component root) {
    return root.optional("spec").map(Specs::spec).orElseGet(() -> new ConfigSpec(new JsonObject()));
  }

  private static ConfigSpec spec(Component component) {
    JsonObject about = new JsonObject();
    if (component.has("documentation_url")) {
      about.put("documentation_url", component.text("documentation_url"));
    }
    if (component.has("advanced_auth")) {
      about.put("advanced_auth", component.json("advanced_auth"));
    }
    return new ConfigSpec(component.json("connection_specification"), about);
  }
}
