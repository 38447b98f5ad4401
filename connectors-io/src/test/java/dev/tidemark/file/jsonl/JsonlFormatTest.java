package dev.tidemark.file.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonlFormatTest {
  private static final FileFormat FORMAT = Formats.of("format", JsonObject.of("filetype", "jsonl"));

  private static ReadAll read(String text) throws IOException {
    return ReadAll.of(FORMAT, new BytesFile(text.getBytes(UTF_8), true), null);
  }

  @Test
  void objectsMayBeOnOneLineOrOnSeveral() throws IOException {
    ReadAll all = read("{\"a\":1}\n\n{\"a\":\n  [\n{\"b\":1},\n{\"b\":2}\n]}\r\n {\"a\":3}");
    assertThat(all.records().toString())
        .isEqualTo("[{\"a\":1}, {\"a\":[{\"b\":1},{\"b\":2}]}, {\"a\":3}]");
    assertThat(all.bad()).isEmpty();
  }

  @Test
  void aBrokenLineSaysSoAndSwallowsNothing() throws IOException {
    ReadAll all =
        read("{\"a\":1}\n{\"a\":[\n{\"a\":2}\n{\"a\":\"x\n{\"a\":3} {\n[4]\n{\"a\":5}\n{\"a\":\n");
    assertThat(all.records().toString()).isEqualTo("[{\"a\":1}, {\"a\":2}, {\"a\":5}]");
    assertThat(all.bad())
        .extracting(BadRecord::where)
        .containsExactly("line 2", "line 4", "line 5", "line 6", "line 8");
    assertThat(all.bad())
        .extracting(BadRecord::text)
        .containsExactly("{\"a\":[", "{\"a\":\"x", "{\"a\":3} {", "[4]", "{\"a\":");
  }

  @Test
  void columnsAreInferredFromAllValues() throws IOException {
    String text = "\ufeff{\"a\":1,\"b\":null,\"c\":[]}\n{\"a\":1.5,\"d\":{\"x\":1}}\n";
    assertThat(FORMAT.infer(new BytesFile(text.getBytes(UTF_8), true)).toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"},"
                + "\"b\":{\"type\":\"null\"},\"c\":{\"type\":\"array\"},"
                + "\"d\":{\"type\":\"object\"}}}");
  }
}
