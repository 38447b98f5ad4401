package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Wishes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueryPropertiesTest {
  private static final String CHUNKS_OF_TWO =
      ", property_chunking: {type: PropertyChunking, property_limit_type: property_count,"
          + " property_limit: 2}";

  @Test
  void propertiesAreJoinedInAParameter() {
    try (Stub stub = Stub.inTurn("{\"data\":[{\"id\":1}]}")) {
      String manifest = parameter("property_list: [a, b], always_include_properties: [id]");
      assertThat(Manifests.read(manifest, stub)).containsExactly("{\"id\":1}");
      assertThat(stub.queries()).containsExactly("fields=id%2Ca%2Cb");
    }
  }

  @Test
  void namesThatLookLikeNumbersStayAsTheyAre() {
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.read(parameter("property_list: ['1', '2']"), stub);
      assertThat(stub.queries()).containsExactly("fields=1%2C2");
    }
  }

  @Test
  void aPageIsPutTogetherFromItsPortions() {
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"id\":1,\"a\":1,\"sub\":{\"x\":1}},{\"id\":2,\"a\":2}]}",
            "{\"data\":[{\"id\":2,\"c\":2},{\"id\":1,\"c\":1,\"sub\":{\"y\":2}}]}",
            "{\"data\":[{\"id\":3,\"a\":3}]}",
            "{\"data\":[{\"id\":3,\"c\":3}]}")) {
      String manifest =
          parameter("property_list: [a, b, c]" + CHUNKS_OF_TWO)
              + """
                paginator:
                  type: DefaultPaginator
                  pagination_strategy: {type: PageIncrement, page_size: 2, start_from_page: 1}
                  page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
              """
                  .indent(4);
      StreamReader reader = Manifests.open(manifest, stub).reader("items");
      List<RecordBatch> pages = Readings.pages(reader, Slice.whole("items"));
      assertThat(pages)
          .extracting(page -> Manifests.texts(page.records()).toString())
          .containsExactly(
              "[{\"id\":1,\"a\":1,\"sub\":{\"x\":1,\"y\":2},\"c\":1}, {\"id\":2,\"a\":2,\"c\":2}]",
              "[{\"id\":3,\"a\":3,\"c\":3}]");
      assertThat(stub.queries())
          .containsExactly("fields=a%2Cb", "fields=c", "fields=a%2Cb&page=2", "fields=c&page=2");
    }
  }

  @Test
  void recordsWithoutTheKeyAreNotPutTogether() {
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"id\":1,\"k\":\"x\"},{\"a\":2}]}",
            "{\"data\":[{\"id\":1,\"k\":\"x\",\"c\":1},{\"id\":1,\"k\":\"\"}]}")) {
      String merge =
          CHUNKS_OF_TWO.replace(
              "}", ", record_merge_strategy: {type: GroupByKeyMergeStrategy, key: [id, k]}}");
      assertThat(Manifests.read(parameter("property_list: [a, b, c]" + merge), stub))
          .containsExactly("{\"a\":2}", "{\"id\":1,\"k\":\"\"}", "{\"id\":1,\"k\":\"x\",\"c\":1}");
    }
  }

  @Test
  void portionsMayBeCutByTheirLength() {
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      String chunks =
          ", property_chunking: {type: PropertyChunking, property_limit_type: characters,"
              + " property_limit: 10}, always_include_properties: [id]";
      Manifests.read(parameter("property_list: [aa, bb, cc, averylongname, d]" + chunks), stub);
      assertThat(stub.queries())
          .containsExactly(
              "fields=id%2Caa%2Cbb",
              "fields=id%2Ccc", "fields=id%2Caverylongname", "fields=id%2Cd");
    }
  }

  @Test
  void anEndpointListsTheProperties() {
    String endpoint =
        """
        property_list:
          type: PropertiesFromEndpoint
          property_field_path: [meta, name]
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url_base: "https://api.example.com", path: properties}
            record_selector: {extractor: {field_path: [names]}}
            paginator:
              type: DefaultPaginator
              pagination_strategy: {type: PageIncrement, page_size: 1}
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: p}
        """;
    String manifest =
        Manifests.requester(
            "url_base: \"https://api.example.com\"\npath: items\nrequest_parameters:\n"
                + ("fields:\n" + ("type: QueryProperties\n" + endpoint).indent(2)).indent(2));
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/items")
                    ? Stub.json("{\"data\":[]}")
                    : Stub.json(
                        asked.query().isEmpty()
                            ? "{\"names\":[{\"meta\":{\"name\":\"a\"}}]}"
                            : asked.query().equals("p=1")
                                ? "{\"names\":[{\"meta\":{\"name\":\"b\"}}]}"
                                : "{\"names\":[]}"))) {
      StreamReader reader = Manifests.open(manifest, stub).reader("items");
      Readings.pages(reader, Slice.whole("items"));
      Readings.pages(reader, Slice.whole("items"));
      assertThat(stub.uris())
          .containsExactly(
              "/properties",
              "/properties?p=1",
              "/properties?p=2",
              "/items?fields=a%2Cb",
              "/items?fields=a%2Cb");
    }
  }

  @Test
  void aPropertyWithoutANameIsAProblem() {
    String manifest =
        Manifests.requester(
            """
            url_base: "https://api.example.com"
            fetch_properties_from_endpoint:
              type: PropertiesFromEndpoint
              property_field_path: [name]
              retriever:
                type: SimpleRetriever
                requester: {url_base: "https://api.example.com"}
                record_selector: {extractor: {field_path: []}}
            """);
    try (Stub stub = Stub.inTurn("[{\"nom\":\"a\"}]")) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("has nothing at [name]; it has [nom]");
    }
  }

  @Test
  void templatesSeeThePropertiesOfThePortion() {
    String manifest =
        Manifests.requester(
            """
            url_base: "https://api.example.com"
            request_parameters:
              period: "{{ stream_partition.extra_fields['query_properties'][0] }}"
              metric: "{{ query_properties[1] }}"
            query_properties:
              type: QueryProperties
              property_list: [day, "a,b", week, c]
              property_chunking: {type: PropertyChunking, property_limit_type: property_count, property_limit: 2}
            """);
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.queries()).containsExactly("period=day&metric=a%2Cb", "period=week&metric=c");
    }
  }

  @Test
  void aSelectorLeavesOutWhatTheSchemaDoesNotName() {
    String manifest =
        parameter(
                "property_list: [a, b, c], property_selector: {type: JsonSchemaPropertySelector,"
                    + " transformations: [{type: RemoveFields, field_pointers: [[a]]}]}")
            .replace(
                "name: items\n",
                "name: items\n"
                    + "    schema_loader: {type: InlineSchemaLoader, schema: {type: object,"
                    + " properties: {a: {}, b: {}}}}\n");
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.queries()).containsExactly("fields=b");
    }
  }

  @Test
  void aSelectorLeavesOutWhatTheJobDoesNotWant() {
    String manifest =
        parameter(
                "property_list: [a, b, c, d, id], property_selector: {type:"
                    + " JsonSchemaPropertySelector}")
            .replace(
                "name: items\n",
                "name: items\n"
                    + "    primary_key: id\n"
                    + "    schema_loader: {type: InlineSchemaLoader, schema: {type: object,"
                    + " properties: {a: {}, b: {}, c: {}, id: {}}}}\n");
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Source source =
          ManifestProvider.of("test", manifest)
              .open(
                  new JsonObject(),
                  Readings.QUICK.withRoutes(Map.of(Manifests.HOST, stub.url())),
                  Readings.UNLIMITED,
                  new Wishes(null, Map.of("items", List.of("c", "d")), Map.of()));
      Readings.records(source, "items");
      assertThat(stub.queries()).containsExactly("fields=c%2Cid");
    }
  }

  @Test
  void aPortionThatIsIgnoredLeavesTheOthers() {
    String manifest =
        parameter("property_list: [a, b, c]" + CHUNKS_OF_TWO)
            .replace(
                "path: items",
                "path: items, error_handler: {response_filters: [{http_codes: [404], action:"
                    + " IGNORE}]}");
    try (Stub stub = Stub.inTurn(Stub.json("{\"data\":[{\"id\":1}]}"), Stub.status(404, "{}"))) {
      assertThat(Manifests.read(manifest, stub)).containsExactly("{\"id\":1}");
    }
  }

  @Test
  void onlyOnePlaceMayNameProperties() {
    String manifest =
        parameter("property_list: [a]")
            .replace(
                "path: items",
                "path: items, query_properties: {type: QueryProperties, property_list: [b]}");
    assertThatThrownBy(() -> Manifests.open(manifest, "{}"))
        .hasMessageContaining("has query properties in 2 places; one can be used");
  }

  private static String parameter(String properties) {
    return Manifests.stream(
        """
        retriever:
          type: SimpleRetriever
          record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
          requester: {type: HttpRequester, url_base: "https://api.example.com", path: items, request_parameters: {fields: {type: QueryProperties, %s}}}
        """
            .formatted(properties));
  }
}
