package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.source.Source;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of component that manifests name a class of their own for, with a Java class. */
final class CustomComponentTest {
  private static final String DATA = "{\"data\": [{\"id\": 1}, {\"id\": 2}]}";

  private static String custom(String kind, String name) {
    return "{type: Custom" + kind + ", class_name: source_x.components." + name + "}";
  }

  private static List<String> problems(String manifest) {
    return ManifestReport.of("test", manifest, Clock.systemUTC()).problems().stream()
        .map(Flaw::message)
        .toList();
  }

  /** A stream whose requester has more fields. */
  private static String requester(String fields) {
    return Manifests.requester("url_base: https://api.example.com/api\npath: items\n" + fields);
  }

  @Test
  void anExtractorSeesItsOwnFields() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "{type: DpathExtractor, field_path: [data]}",
                "{class_name: source_x.components.Columns, column: id}");
    try (Stub stub = Stub.inTurn("{\"id\": [7, 8]}")) {
      assertThat(Manifests.read(manifest, stub)).containsExactly("{\"id\":7}", "{\"id\":8}");
    }
  }

  @Test
  void anAuthenticator() {
    String key = "authenticator: {class_name: source_x.components.Key, key: k}";
    try (Stub stub = Stub.inTurn(DATA)) {
      Manifests.read(requester(key), stub);
      assertThat(stub.requests().get(0).headers()).containsEntry("X-Key", "k");
    }
  }

  @Test
  void aClassMayBeForOneSourceOnly() {
    try (Stub stub = Stub.inTurn(DATA)) {
      Manifests.read(requester("authenticator: " + custom("Authenticator", "Shared")), stub);
      assertThat(stub.requests().get(0).headers()).containsEntry("X-Key", "of test");
    }
  }

  @Test
  void aTransformationAndAFilter() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "name: items",
                "name: items\n    transformations: [" + custom("Transformation", "Mark") + "]")
            .replace(
                "field_path: [data]}",
                "field_path: [data]}, record_filter: " + custom("RecordFilter", "Even"));
    try (Stub stub = Stub.inTurn(DATA)) {
      assertThat(Manifests.read(manifest, stub)).containsExactly("{\"id\":2,\"mark\":true}");
    }
  }

  @Test
  void aSchemaNormalization() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "field_path: [data]}",
                "field_path: [data]}, schema_normalization: "
                    + custom("SchemaNormalization", "Mark"));
    try (Stub stub = Stub.inTurn(DATA)) {
      assertThat(Manifests.read(manifest, stub)).first().asString().contains("mark");
    }
  }

  @Test
  void aDecoder() {
    try (Stub stub = Stub.inTurn(DATA)) {
      String manifest = Manifests.retriever("decoder: " + custom("Decoder", "Quoted"));
      assertThat(Manifests.read(manifest, stub)).hasSize(2);
    }
  }

  @Test
  void aRequesterChangesWhatItsOtherFieldsSay() {
    String manifest =
        requester("")
            .replace(
                "type: HttpRequester",
                "type: CustomRequester\n        class_name: source_x.components.Elsewhere");
    try (Stub stub = Stub.inTurn(DATA)) {
      Manifests.read(manifest, stub);
      assertThat(stub.uris()).containsExactly("/api/items/elsewhere");
    }
  }

  @Test
  void anErrorHandlerLeavesToTheDefaultsWhatItDoesNotKnow() {
    String handler = "error_handler: " + custom("ErrorHandler", "Teapot");
    try (Stub stub = Stub.inTurn(Stub.status(503, "{}"), Stub.status(418, "{}"))) {
      assertThat(Manifests.read(requester(handler), stub)).isEmpty();
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void aBackoffStrategy() {
    String strategy =
        "error_handler: {type: DefaultErrorHandler, backoff_strategies: [{class_name:"
            + " source_x.components.Millis, millis: 1}]}";
    assertThat(problems(requester(strategy))).isEmpty();
  }

  @Test
  void aPaginationStrategy() {
    String paginator =
        "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into:"
            + " request_parameter, field_name: page}, pagination_strategy: "
            + custom("PaginationStrategy", "Three")
            + "}";
    try (Stub stub =
        Stub.answering(a -> Stub.json("{\"data\": [{\"p\": \"" + a.query() + "\"}]}"))) {
      assertThat(Manifests.read(Manifests.retriever(paginator), stub))
          .containsExactly("{\"p\":\"page=1\"}", "{\"p\":\"page=2\"}", "{\"p\":\"page=3\"}");
    }
  }

  @Test
  void aPartitionRouter() {
    String router = "partition_router: " + custom("PartitionRouter", "Halves");
    try (Stub stub = Stub.inTurn(DATA)) {
      Manifests.read(Manifests.retriever(router), stub);
      assertThat(stub.queries()).containsExactly("half=left", "half=right");
    }
  }

  @Test
  void aSchemaLoader() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "name: items",
                "name: items\n    schema_loader: " + custom("SchemaLoader", "Fields"));
    Source source = Manifests.open(manifest, "{}");
    assertThat(source.streams().get(0).schema().toString()).contains("made");
  }

  @Test
  void aClassThatIsNotThereIsNamedWithTheNearestThatIs() {
    assertThat(problems(requester("authenticator: " + custom("Authenticator", "Kye"))))
        .singleElement()
        .asString()
        .contains("needs the Python class 'source_x.components.Kye', which can't be run here")
        .contains("a Java class can take its place")
        .contains("Did you mean 'source_x.components.Key'?");
  }

  @Test
  void whatIsOfAnotherKindCantTakeThePlace() {
    assertThat(problems(requester("authenticator: " + custom("Authenticator", "Mark"))))
        .containsExactly(
            "dev.tidemark.manifest.Plugged$Mark makes Transformation; Authenticator is needed"
                + " here");
  }

  @Test
  void classesThatCantBeToldApartAreAnError() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "name: items",
                "name: items\n    transformations: [" + custom("Transformation", "Twin") + "]");
    assertThat(problems(manifest))
        .singleElement()
        .asString()
        .contains("Plugged$OtherTwin, dev.tidemark.manifest.Plugged$Twin; remove all but one");
  }
}
