package dev.tidemark.manifest;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Source;
import java.util.List;
import java.util.Map;

/** Makes small manifests and opens them. */
final class Manifests {
  /** What answers to this host is the stub of the test. */
  static final String HOST = "api.example.com";

  private Manifests() {}

  /** A manifest of one stream called {@code items}; the text is what it has beside its name. */
  static String stream(String text) {
    return """
    version: 6.0.0
    type: DeclarativeSource
    check: {type: CheckStream, stream_names: [items]}
    streams:
      - type: DeclarativeStream
        name: items
    """
        + text.indent(4);
  }

  /** A manifest whose stream is read by this retriever, less its type and requester. */
  static String retriever(String text) {
    return stream(
        """
        retriever:
          type: SimpleRetriever
          requester: {type: HttpRequester, url_base: "https://api.example.com/api", path: items}
          record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
        """
            + text.indent(2));
  }

  /** A manifest whose stream sends its requests as this requester says, less its type. */
  static String requester(String text) {
    return stream(
        """
        retriever:
          type: SimpleRetriever
          record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
          requester:
            type: HttpRequester
        """
            + text.indent(4));
  }

  static Source open(String manifest, Stub stub) {
    return open(manifest, stub, "{}");
  }

  static Source open(String manifest, Stub stub, String config) {
    return ManifestProvider.of("test", manifest)
        .open(
            Json.parseObject(config),
            Readings.QUICK.withRoutes(Map.of(HOST, stub.url())),
            Readings.UNLIMITED);
  }

  static Source open(String manifest, String config) {
    return ManifestProvider.of("test", manifest)
        .open(Json.parseObject(config), Readings.QUICK, List.of());
  }

  /** The records of the stream {@code items}, as JSON texts. */
  static List<String> read(String manifest, Stub stub) {
    return read(manifest, stub, "{}");
  }

  static List<String> read(String manifest, Stub stub, String config) {
    return texts(Readings.records(open(manifest, stub, config), "items"));
  }

  static List<String> texts(List<JsonObject> records) {
    return records.stream().map(JsonObject::toString).toList();
  }
}
