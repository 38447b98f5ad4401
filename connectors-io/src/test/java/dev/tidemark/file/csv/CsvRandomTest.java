package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.SampleEncoding;
import dev.tidemark.file.Seeds;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is what is read, in whatever encoding and in whatever pieces. */
class CsvRandomTest {
  private static final List<String> DELIMITERS = List.of(",", ";", "\\t", "|", "§");

  static LongStream seeds() {
    return Seeds.of(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasWrittenIsRead(long seed) throws IOException {
    Random random = new Random(seed);
    SampleEncoding encoding = SampleEncoding.ALL.get(random.nextInt(SampleEncoding.ALL.size()));
    Charset charset = Charset.forName(encoding.charset());
    Sheet sheet = new Sheet(random, charset, encoding.letters());
    JsonObject config = sheet.config();
    config.put("encoding", encoding.name());
    FileFormat format = Formats.of("format", config);
    byte[] bytes = sheet.text().getBytes(charset);
    if (encoding.name().equals("utf-8-sig")) {
      bytes = ("\ufeff" + sheet.text()).getBytes(UTF_8);
    }
    boolean seekable = random.nextInt(4) > 0;
    BytesFile file = new BytesFile(bytes, seekable);

    ReadAll whole = ReadAll.of(format, file, null);
    assertThat(whole.bad()).as("seed " + seed).isEmpty();
    assertThat(whole.records()).as("seed " + seed).isEqualTo(sheet.records());
    ReadAll pieces = ReadAll.inPieces(format, file, null, random);
    assertThat(pieces.records()).as("seed " + seed + " in pieces").isEqualTo(sheet.records());
  }

  /** Text that no program would write has one meaning too, however it is divided. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyTextReadsTheSameInPieces(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> parts = List.of("\"", "\"\"", ",", "\n", "\r\n", "\r", "a", "bc", "\\", " ", "é");
    StringBuilder text = new StringBuilder("a,b\n");
    int quotes = random.nextInt(4);
    for (int i = 0; i < 4_000; i++) {
      text.append(
          random.nextInt(10) < 6
              ? List.of("x", "y,z", ",", "\n").get(random.nextInt(4))
              : parts.get(Math.min(random.nextInt(parts.size()) + 3 - quotes, parts.size() - 1)));
    }
    text.append(random.nextBoolean() ? "\"\n" : "\n");
    JsonObject config = JsonObject.of("filetype", "csv", "double_quote", random.nextInt(3) > 0);
    if (random.nextInt(3) == 0) {
      config.put("escape_char", "\\");
    }
    config.put("ignore_errors_on_fields_mismatch", random.nextBoolean());
    FileFormat format = Formats.of("format", config);
    BytesFile file = new BytesFile(text.toString().getBytes(UTF_8), true);
    ReadAll whole;
    try {
      whole = ReadAll.of(format, file, null);
    } catch (Problem unclosed) {
      assertThat(unclosed).hasMessageContaining("never closed");
      return;
    }
    ReadAll pieces = ReadAll.inPieces(format, file, null, random);
    assertThat(pieces.records()).as("seed " + seed).isEqualTo(whole.records());
    assertThat(pieces.bad())
        .as("seed " + seed)
        .extracting(BadRecord::text)
        .isEqualTo(whole.bad().stream().map(BadRecord::text).toList());
  }

  /** A table and how it is written. */
  private static final class Sheet {
    private final Random random;
    private final String letters;
    private final char delimiter;
    private final char quote;
    private final Character escape;
    private final JsonObject config;
    private final StringBuilder text = new StringBuilder();
    private final List<JsonObject> records = new ArrayList<>();

    Sheet(Random random, Charset charset, String letters) {
      this.random = random;
      this.letters = letters;
      String separator = DELIMITERS.get(random.nextInt(DELIMITERS.size()));
      if (!charset.newEncoder().canEncode(separator)) {
        separator = ",";
      }
      delimiter = separator.equals("\\t") ? '\t' : separator.charAt(0);
      quote = random.nextInt(4) == 0 ? '\'' : '"';
      escape = random.nextInt(3) == 0 ? '\\' : null;
      config = JsonObject.of("filetype", "csv", "delimiter", separator, "quote_char", "" + quote);
      if (escape != null) {
        config.put("escape_char", "" + escape);
        config.put("double_quote", false);
      }
      write();
    }

    JsonObject config() {
      return config;
    }

    String text() {
      return text.toString();
    }

    List<JsonObject> records() {
      return records;
    }

    private void write() {
      int columns = 1 + random.nextInt(6);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        names.add("c" + i);
      }
      int skipped = random.nextInt(3);
      config.put("skip_rows_before_header", (long) skipped);
      text.append("any \"thing\n".repeat(skipped));
      text.append(String.join("" + delimiter, names));
      lineBreak();
      int rows = random.nextInt(300);
      for (int row = 0; row < rows; row++) {
        JsonObject record = new JsonObject();
        for (int i = 0; i < columns; i++) {
          String value = cell();
          record.put(names.get(i), value);
          text.append(i == 0 ? "" : "" + delimiter);
          write(value, columns == 1);
        }
        records.add(record);
        if (row + 1 < rows || random.nextBoolean()) {
          lineBreak();
        }
        if (random.nextInt(20) == 0) {
          text.append(columns > 1 && row + 1 < rows ? "\n" : "");
        }
      }
    }

    private String cell() {
      String pieces =
          "ab 1" + letters + delimiter + quote + "\n\r" + (escape == null ? "" : escape);
      int[] points = pieces.codePoints().toArray();
      StringBuilder cell = new StringBuilder();
      boolean plain = random.nextBoolean();
      for (int left = random.nextInt(8); left > 0; left--) {
        cell.appendCodePoint(
            plain ? 'a' + random.nextInt(20) : points[random.nextInt(points.length)]);
      }
      return cell.toString();
    }

    private void write(String value, boolean alone) {
      boolean needs =
          value.chars().anyMatch(c -> c == delimiter || c == quote || c == '\n' || c == '\r')
              || (escape != null && value.indexOf(escape) >= 0)
              || (alone && value.isEmpty());
      if (!needs && random.nextInt(4) > 0) {
        text.append(value);
        return;
      }
      String escaped = value;
      if (escape != null) {
        escaped = value.replace("" + escape, "" + escape + escape);
      }
      escaped = escaped.replace("" + quote, "" + (escape == null ? quote : escape) + quote);
      text.append(quote).append(escaped).append(quote);
    }

    private void lineBreak() {
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
  }
}
