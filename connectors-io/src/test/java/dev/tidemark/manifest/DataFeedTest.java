package dev.tidemark.manifest;

import static dev.tidemark.manifest.CursorTest.DAYS;
import static dev.tidemark.manifest.CursorTest.NOW;
import static dev.tidemark.manifest.CursorTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataFeedTest {
  private static List<String> read(String cursor, String paginator, Tidemark tidemark, Stub stub) {
    String manifest =
        Manifests.retriever(paginator)
            + "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, "
            + cursor
            + "}\n";
    StreamReader reader = Manifests.open(manifest, stub).reader("items");
    return Readings.slices(reader, tidemark, NOW).stream()
        .flatMap(slice -> Readings.pages(reader, slice).stream())
        .flatMap(page -> page.records().stream())
        .map(record -> record.text("at", ""))
        .toList();
  }

  @Test
  void aFeedEndsWithTheFirstPageWhoseLastRecordIsOld() { // T31
    String paginator =
        "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into:"
            + " request_parameter, field_name: page}, pagination_strategy: {type: PageIncrement}}";
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"at\":\"2024-01-18\"},{\"at\":\"2024-01-15\"}]}",
            "{\"data\":[{\"at\":\"2024-01-12\"},{\"at\":\"2024-01-07\"}]}",
            "{\"data\":[{\"at\":\"2024-01-06\"}]}")) {
      Tidemark tidemark = at("2024-01-10", "2024-01-10T00:00:00Z");
      assertThat(
              read(DAYS + ", is_data_feed: true, lookback_window: P5D", paginator, tidemark, stub))
          .containsExactly("2024-01-18", "2024-01-15", "2024-01-12");
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void aFeedGoesOnPastRecordsThatAreNewerThanTheRun() {
    String paginator =
        "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into:"
            + " request_parameter, field_name: page}, pagination_strategy: {type: PageIncrement}}";
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"at\":\"2024-01-22\"},{\"at\":\"2024-01-21\"}]}",
            "{\"data\":[{\"at\":\"2024-01-12\"}]}",
            "{\"data\":[]}")) {
      Tidemark tidemark = at("2024-01-10", "2024-01-10T00:00:00Z");
      assertThat(read(DAYS + ", is_data_feed: true", paginator, tidemark, stub))
          .containsExactly("2024-01-12");
    }
  }

  @Test
  void streamsMayFilterByTimeThemselves() { // T31
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"at\":\"2024-01-09\"},{\"at\":\"2024-01-10\"},{\"at\":\"2024-02-10\"},{\"x\":1}]}")) {
      Tidemark tidemark = at("2024-01-10", "2024-01-10T00:00:00Z");
      assertThat(
              read(
                  DAYS + ", is_client_side_incremental: true, lookback_window: P5D",
                  "",
                  tidemark,
                  stub))
          .containsExactly("2024-01-10", "");
    }
  }
}
