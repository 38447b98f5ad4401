package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for people who write manifests, or bring some. */
class ManifestCommandsTest {
  private static final String MANIFEST =
      """
      version: 6.0.0
      type: DeclarativeSource
      check: {type: CheckStream, stream_names: [users]}
      definitions:
        requester: &requester
          type: HttpRequester
          url_base: https://api.acme.test/v1
          authenticator: {type: BearerAuthenticator, api_token: "{{ config['key'] }}"}
        selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
        users:
          type: DeclarativeStream
          name: users
          primary_key: [id]
          retriever:
            type: SimpleRetriever
            requester: {$ref: "#/definitions/requester", path: users}
            record_selector: {$ref: "#/definitions/selector"}
            paginator:
              type: DefaultPaginator
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
              pagination_strategy: {type: PageIncrement, page_size: 50, start_from_page: 1}
      streams:
        - $ref: "#/definitions/users"
        - type: DeclarativeStream
          name: posts
          primary_key: [id]
          retriever:
            type: SimpleRetriever
            requester:
              $ref: "#/definitions/requester"
              path: "users/{{ stream_partition.user }}/posts"
            record_selector: {$ref: "#/definitions/selector"}
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - {stream: "#/definitions/users", parent_key: id, partition_field: user}
      spec:
        type: Spec
        connection_specification:
          type: object
          required: [key]
          properties:
            key: {type: string, airbyte_secret: true, description: From your profile page.}
      """;

  @TempDir Path folder;

  private Program.Ended run(String... arguments) throws Exception {
    return Program.run(folder, Map.of("TIDEMARK_HOME", folder + "/home"), arguments);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void validateTellsHowTheStreamsOfAManifestAreRead() throws Exception {
    write("acme.yaml", MANIFEST);
    Program.Ended ended = run("validate", "acme.yaml");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("ok       acme.yaml  2 streams")
        .containsPattern("users +id +PageIncrement 50 +Bearer")
        .containsPattern("posts +id +users.id +Bearer")
        .contains("users: GET https://api.acme.test/v1/users\n    Authorization: Bearer ****")
        .contains("posts: GET https://api.acme.test/v1/users/1/posts\n");
  }

  @Test
  void validateCanReadStreamsFromMadeUpAnswers() throws Exception {
    write("all/good.yaml", MANIFEST);
    write("all/lost.yaml", MANIFEST.replace("path: users}", "path: \"{{ config.no.path }}\"}"));
    Program.Ended good = run("validate", "--read", "--json", "all/good.yaml");
    assertThat(good.exit()).isZero();
    assertThat(good.out())
        .contains("\"read\":[{\"stream\":\"users\",\"ok\":true,\"requests\":1,\"records\":2,")
        .contains("{\"stream\":\"posts\",\"ok\":true,");
    Program.Ended both = run("validate", "--read", "all");
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.out())
        .contains("stream users: streams[0].retriever.requester.path: ")
        .contains("2 of 2 manifests can be used, and 1 read whole");
  }

  @Test
  void validateLoadsNoBeam() throws Exception {
    write("acme.yaml", MANIFEST);
    Program.Ended ended =
        Program.run(
            folder,
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=classes.txt"),
            "validate",
            "acme.yaml");
    assertThat(ended.exit()).isZero();
    assertThat(Files.readString(folder.resolve("classes.txt")))
        .contains("dev.tidemark.cli.ValidateCommand")
        .doesNotContain("org.apache.beam");
  }

  @Test
  void validateTellsAllThatIsWrongWithLineAndColumn() throws Exception {
    write(
        "acme.yaml",
        MANIFEST.replace("PageIncrement", "PageIncremnt").replace("_selector: {", "_selectr: {"));
    Program.Ended ended = run("validate", "acme.yaml");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out())
        .contains("streams[0].retriever.paginator.pagination_strategy (line 21, column 30)")
        .contains("'PageIncremnt' is not a pagination strategy. Did you mean 'PageIncrement'?")
        .contains("streams[1].retriever.record_selector (line 28")
        .contains("is missing; a component is expected. Did you mean 'record_selectr'?");
  }

  @Test
  void validateGoesThroughFoldersALineForEachManifest() throws Exception {
    write("all/good/manifest.yaml", MANIFEST);
    write("all/bad/manifest.yaml", "streams: [");
    write("all/bad/other.yaml", "streams: [");
    write("all/worse.yml", MANIFEST.replace("path: users}", "path: \"{{ usrs }}\"}"));
    Program.Ended ended = run("validate", "all", "--json");
    assertThat(ended.exit()).isEqualTo(2);
    String[] lines = ended.out().split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0])
        .startsWith("{\"type\":\"validate\",\"file\":\"all/bad/manifest.yaml\",\"ok\":false,")
        .contains("not well-formed YAML: line 1, column 11");
    assertThat(lines[1])
        .contains("\"file\":\"all/good/manifest.yaml\",\"ok\":true,\"streams\":2,\"problems\":[]");
    assertThat(lines[2])
        .contains("\"path\":\"streams[0].retriever.requester.path\"")
        .contains("'usrs' is not known here")
        .contains("\"line\":16,");
    assertThat(run("validate", "all").out()).contains("1 of 3 manifests can be used");
  }

  @Test
  void validateSaysWhereThereIsNothingToValidate() throws Exception {
    write("none/readme.txt", "");
    assertThat(run("validate", "none").err()).contains("there is no manifest in none");
    assertThat(run("validate", "nowhere").err()).contains("there is no file or folder nowhere");
  }

  @Test
  void aConnectorThatWasAddedIsASourceUntilItChanges() throws Exception {
    write("acme.yaml", MANIFEST);
    Program.Ended added = run("connectors", "add", "acme.yaml", "--name", "crm");
    assertThat(added.err()).isEmpty();
    assertThat(added.out()).startsWith("Added crm from " + folder.resolve("acme.yaml"));
    assertThat(run("connectors").out()).containsPattern("twilio .*built in\ncrm +/");
    assertThat(run("init", "crm").out())
        .contains("source: crm\n")
        .contains("  # From your profile page.\n  key: ${CRM_KEY}\n");
    write("job.yaml", "source: crm\nconfig: {key: hush-hush}\nstreams: [nobody]\n");
    assertThat(run("check", "job.yaml").err())
        .contains("there is no stream 'nobody'. Streams: users, posts");
    write("home/connectors/crm/manifest.yaml", MANIFEST.replace("acme.test", "evil.test"));
    Program.Ended check = run("check", "job.yaml");
    assertThat(check.exit()).isEqualTo(2);
    assertThat(check.err())
        .contains("job.yaml:1:9: connector crm: ")
        .contains("is not as it was when it was added");
  }

  @Test
  void aSpecBesideAManifestIsItsSpec() throws Exception {
    write("acme/manifest.yaml", MANIFEST.substring(0, MANIFEST.indexOf("spec:")));
    write(
        "acme/spec.yaml",
        "connectionSpecification: {required: [key], properties: {key: {type: string}}}");
    assertThat(run("validate", "acme").out()).contains("Authorization: Bearer key");
  }
}
