package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private static JsonObject json(String line) {
    return Json.parseObject(LogLine.of(line, NOW));
  }

  @Test
  void messagesSayHowBadTheyAre() {
    assertThat(json("error: no \"key\"\n"))
        .isEqualTo(
            JsonObject.of(
                "time", "2026-01-02T03:04:05.678Z", "level", "error", "message", "no \"key\""));
    assertThat(json("note: tried again\n").get("level")).isEqualTo("warning");
    assertThat(json("customers: merge\n").get("level")).isEqualTo("info");
  }

  @Test
  void figuresKeepTheirNames() {
    assertThat(json("{\"message\":\"progress\",\"records\":3}\n"))
        .isEqualTo(
            JsonObject.of(
                "time",
                "2026-01-02T03:04:05.678Z",
                "level",
                "info",
                "message",
                "progress",
                "records",
                3L));
  }

  @Test
  void emptyLinesSayNothing() {
    assertThat(LogLine.of("\n", NOW)).isEmpty();
  }
}
