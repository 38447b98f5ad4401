package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void schemas() throws IOException {
    Files.createDirectories(folder.resolve("schemas/shared"));
    file(
        "schemas/items.json",
        "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}");
  }

  private void file(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  private String schema(String loader) throws IOException {
    file("manifest.yaml", Manifests.retriever("") + loader.indent(4));
    String text = ManifestFile.read(folder.resolve("manifest.yaml"));
    return Manifests.open(text, "{\"file\":\"items\"}").streams().get(0).schemaText();
  }

  @Test
  void aStreamWithoutLoaderHasTheFileOfItsName() throws IOException {
    assertThat(schema("")).contains("\"id\":{\"type\":\"integer\"}");
  }

  @Test
  void aLoaderMayNameTheFile() throws IOException {
    String loader = "schema_loader: {type: JsonFileSchemaLoader, file_path: \"%s\"}";
    for (String path :
        new String[] {
          "./source_x/schemas/{{ config.file }}.json", "schemas/items.json", "/schemas/items.json"
        }) {
      assertThat(schema(loader.formatted(path))).contains("\"id\":{\"type\":\"integer\"}");
    }
  }

  @Test
  void aLoaderMayTakeTheNameFromParameters() throws IOException {
    file("schemas/other.json", "{\"properties\":{\"x\":{}}}");
    assertThat(schema("schema_loader: {type: JsonFileSchemaLoader, $parameters: {name: other}}"))
        .isEqualTo("{\"properties\":{\"x\":{}}}");
  }

  @Test
  void aMissingFileIsAFlawWhereOthersAreThere() {
    assertThatThrownBy(
            () ->
                schema("schema_loader: {type: JsonFileSchemaLoader, file_path: schemas/itms.json}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("streams[0].schema_loader.file_path")
        .hasMessageContaining("there is no file 'schemas/itms.json' beside the manifest.")
        .hasMessageContaining("Did you mean 'schemas/items.json'?");
  }

  @Test
  void aFileThatIsNoJsonIsAFlaw() throws IOException {
    file("schemas/items.json", "{");
    assertThatThrownBy(() -> schema(""))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the schema in schemas/items.json is not JSON");
  }

  @Test
  void referencesLeadWithinTheFileAndToOthers() throws IOException {
    file(
        "schemas/items.json",
        """
        {"definitions": {"id": {"type": "integer"}},
         "properties": {
           "id": {"$ref": "#/definitions/id"},
           "person": {"$ref": "people.json"},
           "tags": {"type": "array", "items": {"$ref": "people.json#/definitions/tag"}},
           "near": {"$ref": "near.json"},
           "self": {"$ref": "#/properties/self"},
           "gone": {"$ref": "gone.json"}}}
        """);
    file(
        "schemas/shared/people.json",
        """
        {"definitions": {"tag": {"type": "string"}},
         "properties": {"name": {"$ref": "#/definitions/tag"}}}
        """);
    file("schemas/near.json", "{\"type\": \"boolean\"}");
    assertThat(schema(""))
        .isEqualTo(
            """
            {"properties":{"id":{"type":"integer"},"person":{"properties":{"name":{"type":"string"}}},\
            "tags":{"type":"array","items":{"type":"string"}},"near":{"type":"boolean"},"self":{},\
            "gone":{}}}\
            """);
  }

  @Test
  void filesBesideTheSchemasDoNotComeAlong() throws IOException {
    file("secret.json", "{}");
    file("schemas/notes.txt", "x");
    file("manifest.yaml", Manifests.retriever(""));
    String text = ManifestFile.read(folder.resolve("manifest.yaml"));
    String alone = Manifests.retriever("");
    assertThat(text).startsWith(alone).hasSizeGreaterThan(alone.length());
    Files.delete(folder.resolve("schemas/items.json"));
    assertThat(ManifestFile.read(folder.resolve("manifest.yaml"))).isEqualTo(alone);
  }
}
