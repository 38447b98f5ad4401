package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Source;
import dev.tidemark.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateFileTest {
  private static final String MANIFEST =
      """
      check: {stream_names: [users]}
      definitions:
        retriever:
          requester: {url_base: "https://api.acme.test", path: x}
          record_selector: {extractor: {field_path: []}}
        cursor:
          type: DatetimeBasedCursor
          cursor_field: at
          datetime_format: "%Y-%m-%d"
          start_datetime: "2024-01-01"
      streams:
        - name: users
          retriever: {$ref: "#/definitions/retriever"}
          incremental_sync: {$ref: "#/definitions/cursor"}
        - name: posts
          incremental_sync: {$ref: "#/definitions/cursor"}
          retriever:
            $ref: "#/definitions/retriever"
            partition_router: {type: ListPartitionRouter, values: [1, 2], cursor_field: part}
        - name: colours
          retriever: {$ref: "#/definitions/retriever"}
      """;

  private static final String USERS =
      "{\"stream_descriptor\":{\"name\":\"users\"},\"stream_state\":{\"at\":\"2024-05-01\"}}";

  @TempDir Path folder;

  private static Source source() {
    return Sources.ofManifest("acme", MANIFEST).open(new JsonObject(), Network.DIRECT, List.of());
  }

  private Map<String, Tidemark> read(String text) {
    try {
      Path file = Files.writeString(folder.resolve("state.json"), text);
      return StateFile.read(file).tidemarks(StateFileTest::source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"STREAM\",\"stream\":%s}]",
        "{\"type\":\"STREAM\",\"stream\":%s,\"data\":{\"users\":{\"at\":\"2023-01-01\"}}}",
        "{\"type\":\"STATE\",\"state\":{\"type\":\"STREAM\",\"stream\":%s}}",
        "[%s]",
        "{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":{},\"stream_states\":[%s]}}",
        "{\"type\":\"LEGACY\",\"data\":{\"users\":{\"at\":\"2024-05-01\"}}}",
        "{\"users\":{\"at\":\"2024-05-01\"}}",
        "{\"stateType\":\"stream\",\"connectionId\":\"1\",\"streamState\":[{\"streamDescriptor\":"
            + "{\"name\":\"users\"},\"streamState\":{\"at\":\"2024-05-01\"}}]}",
        "{\"stateType\":\"legacy\",\"state\":{\"users\":{\"at\":\"2024-05-01\"}}}",
        """
        {"type":"RECORD","record":{"stream":"users","data":{}}}
        {"type":"STATE","state":{"users":{"at":"2024-04-01"}}}
        {"type":"STATE","state":{"type":"STREAM","stream":%s}}
        """,
      })
  void everyShapeOfAnAirbyteStateIsUnderstood(String text) {
    Map<String, Tidemark> tidemarks = read(text.replace("%s", USERS));
    assertThat(tidemarks).containsOnlyKeys("users");
    assertThat(tidemarks.get("users").cursor().value()).isEqualTo("2024-05-01");
  }

  @Test
  void anExportIsReadWithoutTheSource() throws IOException {
    Tidemark tidemark = source().reader("users").tidemark(JsonObject.of("at", "2024-05-01"));
    String text = "{\"connection\":\"acme\",\"streams\":{\"gone\":" + tidemark.toJson() + "}}";
    StateFile file = StateFile.read(Files.writeString(folder.resolve("state.json"), text));
    assertThat(file.tidemarks(() -> null)).isEqualTo(Map.of("gone", tidemark));
  }

  @Test
  void whatIsWrittenAsMessagesIsReadAsTheSame() {
    String parts =
        "{\"use_global_cursor\":false,\"states\":[{\"partition\":{\"part\":1},"
            + "\"cursor\":{\"at\":\"2024-05-01\"}}],\"state\":{\"at\":\"2024-05-01\"},"
            + "\"lookback_window\":7}";
    Map<String, JsonObject> states =
        Map.of(
            "posts", Json.parseObject(parts),
            "colours", JsonObject.of("__ab_no_cursor_state_message", true));
    Map<String, Tidemark> tidemarks = read(Json.write(AirbyteState.messages(states)));
    assertThat(source().reader("posts").state(tidemarks.get("posts")))
        .isEqualTo(states.get("posts"));
    assertThat(source().reader("colours").state(tidemarks.get("colours")))
        .isEqualTo(states.get("colours"));
  }

  @Test
  void aStateThatIsEmptyForgetsWhatWasKnown() {
    assertThat(read("[{\"stream_descriptor\":{\"name\":\"users\"},\"stream_state\":null}]"))
        .isEqualTo(Map.of("users", Tidemark.NONE));
  }

  @Test
  void allThatCanNotBeImportedIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                read("{\"uses\":{},\"users\":{\"at\":\"May\"},\"posts\":{\"on\":\"2024-05-01\"}}"))
        .hasMessageContaining("stream uses: there is no such stream here. Did you mean 'users'?")
        .hasMessageContaining("stream users: \"May\" is no value of its cursor 'at'")
        .hasMessageContaining("stream posts: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{\"users\":7}",
        "[{\"stream_descriptor\":{},\"stream_state\":{}}]",
        "{\"streamState\":[{\"streamState\":{}}]}",
        "{\"global\":{\"shared_state\":{\"lsn\":7},\"stream_states\":[]}}",
      })
  void whatIsNoStateIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("neither what --export prints nor the state of an Airbyte");
  }

  @Test
  void aFileThatCanNotBeReadIsNamed() {
    assertThatThrownBy(() -> read("{")).hasMessageContaining("state.json is not JSON");
    assertThatThrownBy(() -> StateFile.read(folder.resolve("none.json")))
        .hasMessageContaining("can't read");
  }
}
