package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import dev.tidemark.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors in a user's folder. */
final class ConnectorFolderTest {
  private static final String MANIFEST =
      """
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [users]}
      streams:
        - type: DeclarativeStream
          name: users
          schema_loader: {type: JsonFileSchemaLoader}
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url_base: "https://api.acme.test", path: users}
            record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
      """;

  private static final String SPEC =
      """
      {
      \t"documentationUrl": "https:\\/\\/acme.test",
      \t"connectionSpecification": {"properties": {"key": {"type": "string"}}}
      }
      """;

  @TempDir Path home;

  private ConnectorFolder folder;

  @BeforeEach
  void open() {
    folder = new ConnectorFolder(home);
  }

  private static Offer offer(String text) {
    return new Offer("acme", "1.2.3", "https://registry.test/manifest.yaml", text);
  }

  @Test
  void whatWasAddedIsThereWithItsPin() {
    folder.add("acme", offer(MANIFEST));
    Connector added = folder.find("acme").orElseThrow();
    assertThat(added.text()).isEqualTo(MANIFEST);
    assertThat(added.pin().version()).isEqualTo("1.2.3");
    assertThat(added.pin().from()).isEqualTo("https://registry.test/manifest.yaml");
    assertThat(folder.names()).containsExactly("acme");
    assertThat(home.resolve("connectors/acme"))
        .isDirectoryContaining("glob:**/manifest.yaml")
        .isDirectoryContaining("glob:**/pin.json")
        .isDirectoryNotContaining("glob:**.part*");
  }

  @Test
  void addingOnceMoreReplaces() {
    folder.add("acme", offer(MANIFEST));
    folder.add("acme", offer(MANIFEST.replace("users", "people")));
    assertThat(folder.names()).containsExactly("acme");
    assertThat(folder.find("acme").orElseThrow().text()).contains("people");
  }

  @Test
  void aManifestThatCantBeUsedIsRefusedAndTheOneBeforeStays() {
    folder.add("acme", offer(MANIFEST));
    assertThatThrownBy(
            () -> folder.add("acme", offer(MANIFEST.replace("SimpleRetriever", "SimplRetriever"))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("streams[0].retriever")
        .hasMessageContaining("Did you mean 'SimpleRetriever'?");
    assertThatThrownBy(() -> folder.add("other", offer("<html>Sign in</html>")))
        .isInstanceOf(Problem.class);
    assertThat(folder.names()).containsExactly("acme");
    assertThat(folder.find("acme").orElseThrow().text()).isEqualTo(MANIFEST);
  }

  @Test
  void aManifestThatHasChangedIsNotUsed() throws IOException {
    Connector added = folder.add("acme", offer(MANIFEST));
    Files.writeString(added.manifest(), MANIFEST + "\n");
    assertThatThrownBy(added::text)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not as it was when it was added")
        .hasMessageContaining("`tidemark connectors add " + added.manifest() + "`")
        .hasMessageContaining("add https://registry.test/manifest.yaml --name acme");
    folder.add("acme", Offer.of(added.manifest().toString(), "", "", null));
    assertThat(folder.find("acme").orElseThrow().text()).isEqualTo(MANIFEST + "\n");
  }

  @Test
  void aConnectorWithoutItsPinIsNotUsed() throws IOException {
    Connector added = folder.add("acme", offer(MANIFEST));
    Files.writeString(added.folder().resolve("pin.json"), "{");
    assertThatThrownBy(added::text).hasMessageContaining("pin.json can't be read; add it again");
    Files.delete(added.folder().resolve("pin.json"));
    assertThatThrownBy(added::text).hasMessageContaining("pin.json can't be read; add it again");
  }

  @Test
  void namesLeadNowhereElse() {
    for (String name : List.of("../acme", "a/b", "", ".hidden", "Acme", "a b", "a".repeat(65))) {
      assertThatThrownBy(() -> folder.add(name, offer(MANIFEST)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("can't be the name of a connector");
    }
    assertThat(folder.find("../connectors/acme")).isEmpty();
    assertThatThrownBy(() -> folder.add("twilio", offer(MANIFEST)))
        .hasMessageContaining("there is a built-in source 'twilio'");
  }

  @Test
  void whatWasRemovedIsGone() {
    folder.add("acme", offer(MANIFEST));
    assertThatThrownBy(() -> folder.remove("acma"))
        .hasMessageContaining("Did you mean 'acme'? Added: acme");
    folder.remove("acme");
    assertThat(folder.all()).isEmpty();
    assertThat(home.resolve("connectors/acme")).doesNotExist();
  }

  @Test
  void whoHasNoHomeIsTold() {
    assertThatThrownBy(() -> new ConnectorFolder(Path.of("?")).add("acme", offer(MANIFEST)))
        .hasMessage(
            "you have no home directory; set TIDEMARK_HOME to a folder that can be written to");
  }

  @Test
  void aFolderThatCantBeWrittenToIsNamed() throws IOException {
    Files.writeString(home.resolve("connectors"), "in the way");
    assertThatThrownBy(() -> folder.add("acme", offer(MANIFEST)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("can't write to " + home.resolve("connectors/acme"));
  }

  @Test
  void theFilesBesideAManifestComeAlong() throws IOException {
    Path own = Files.createDirectories(home.resolve("mine/schemas")).getParent();
    Files.writeString(own.resolve("manifest.yaml"), MANIFEST);
    Files.writeString(own.resolve("spec.json"), SPEC);
    Files.writeString(own.resolve("schemas/users.json"), "{\"properties\": {}}");
    Offer offer = Offer.of(own.toString(), Offer.LATEST, Offer.PUBLIC, null);
    assertThat(offer.name()).isEqualTo("mine");
    assertThat(offer.from()).isEqualTo(own.resolve("manifest.yaml").toString());
    String text = folder.add("mine", offer).text();
    var spec = Sources.ofManifest("mine", text).spec();
    assertThat(spec.schema().toString()).contains("\"key\"");
    assertThat(spec.about().text("documentation_url", "")).isEqualTo("https://acme.test");
  }
}
