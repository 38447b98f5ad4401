package dev.tidemark.manifest.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.problem.Nearest;
import java.util.Map;

/** Schemas in files beside the manifest. */
final class SchemaFile {
  private static final String FOLDER = "schemas/";

  private SchemaFile() {}

  /** What a loader names. */
  static JsonObject of(Component loader) {
    if (!loader.has("file_path")) {
      return byName(loader);
    }
    Map<String, String> files = loader.files();
    String path = loader.evaluated("file_path").replaceFirst("^(\\./|/)+", "");
    String found = path.startsWith(FOLDER) ? path : withoutPackage(path);
    // A manifest that came alone may name files all the same; its columns come from the data then.
    boolean hasSchemas = files.keySet().stream().anyMatch(file -> file.startsWith(FOLDER));
    if (hasSchemas && !files.containsKey(found)) {
      String hint = Nearest.hint(found, files.keySet());
      loader.flaw("file_path", "there is no file '" + path + "' beside the manifest." + hint);
    }
    return read(found, loader, "file_path");
  }

  /** What lies where it usually does for a stream; a schema that says nothing if there is none. */
  static JsonObject byName(Component component) {
    String name = component.parameters().text("name", component.text("name", ""));
    return read(FOLDER + name + ".json", component, "schema_loader");
  }

  /** Paths begin with the Python package that the manifest is in. */
  private static String withoutPackage(String path) {
    return path.substring(path.indexOf('/') + 1);
  }

  private static JsonObject read(String path, Component component, String field) {
    Map<String, String> files = component.files();
    if (!files.containsKey(path)) {
      return JsonObject.of("type", "object", "properties", new JsonObject());
    }
    try {
      return new SchemaReferences(files).resolve(path, parse(files.get(path)));
    } catch (JsonSyntax e) {
      component.flaw(field, "the schema in " + path + " is not JSON: " + e.getMessage());
      return new JsonObject();
    }
  }

  static JsonObject parse(String text) throws JsonSyntax {
    return Json.parse(text.getBytes(UTF_8)) instanceof JsonObject schema
        ? schema
        : new JsonObject();
  }
}
