package dev.tidemark.source.convex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.shape.SchemaTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentsTest {
  @ParameterizedTest
  @CsvSource({
    "1660025892365542417, 2022-08-09T06:18:12.365542",
    "1660025892000000000, 2022-08-09T06:18:12",
    "1660025892000000999, 2022-08-09T06:18:12",
    "1660025892120000000, 2022-08-09T06:18:12.120000",
    "9223372036854775807, 2262-04-11T23:47:16.854775",
  })
  void timesAreToldAsTheExistingConnectorTellsThem(long time, String text) {
    assertThat(Documents.text(time)).isEqualTo(text);
  }

  @Test
  void aDocumentGetsTheColumnsOfChangeCapture() {
    JsonObject document =
        Json.parseObject("{\"_id\":\"a\",\"_ts\":1660025892365542417,\"_new\":1,\"title\":\"x\"}");
    Documents.complete(document);
    assertThat(document)
        .hasToString(
            "{\"_id\":\"a\",\"_ts\":1660025892365542417,\"title\":\"x\",\"_deleted\":false,"
                + "\"_ab_cdc_lsn\":1660025892365542417,"
                + "\"_ab_cdc_updated_at\":\"2022-08-09T06:18:12.365542\","
                + "\"_ab_cdc_deleted_at\":null}");
  }

  @Test
  void aDeletionSaysWhenItWas() {
    JsonObject deletion =
        Json.parseObject("{\"_id\":\"a\",\"_ts\":1660025892000000000,\"_deleted\":true}");
    Documents.complete(deletion);
    assertThat(deletion.get("_ab_cdc_deleted_at")).isEqualTo("2022-08-09T06:18:12");
    assertThat(deletion.get("_deleted")).isEqualTo(true);
  }

  @Test
  void aTableOfWhichNothingIsKnownHasTheFieldsThatAllHave() {
    assertThat(SchemaTypes.of(Documents.schema(new JsonObject(), Format.JSON)).keySet())
        .containsExactly(
            "_id",
            "_creationTime",
            "_ts",
            "_table",
            "_component",
            "_deleted",
            "_ab_cdc_lsn",
            "_ab_cdc_updated_at",
            "_ab_cdc_deleted_at");
  }
}
