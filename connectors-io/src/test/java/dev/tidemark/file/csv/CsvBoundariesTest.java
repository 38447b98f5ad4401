package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.PageLimit;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CsvBoundariesTest {
  private static final FileFormat FORMAT = Formats.of("format", JsonObject.of("filetype", "csv"));

  private static final CsvBoundaries BOUNDARIES =
      new CsvBoundaries(
          new CsvMarks((byte) ',', (byte) '"', (byte) '\\', false, true, true, US_ASCII));

  private static OptionalLong find(String text, long offset) throws IOException {
    return BOUNDARIES.find(new BytesFile(text.getBytes(US_ASCII), true), offset);
  }

  @Test
  void textWithoutQuotesIsDividedAtTheNextRowOnceAQuoteCouldNotBeOpenAnyMore() throws IOException {
    String rows = "1,2\r\n".repeat((CsvText.MOST_ROW >> 2) + 1_000);
    assertThat(find(rows, 1_001)).hasValue(1_005);
    assertThat(find(rows.substring(0, CsvText.MOST_ROW), 1_001)).isEmpty();
  }

  @Test
  void aQuotedCellTellsWhereRowsBegin() throws IOException {
    String rows = "1,\"a\n2,b\",3\n".repeat(3);
    for (int offset = 0; offset < 8; offset++) {
      assertThat(find(rows, offset).getAsLong()).isIn(12L, 24L);
    }
  }

  @Test
  void textWithinAQuoteThatLooksLikeRowsIsNotDivided() throws IOException {
    String text = "a,b\n1,\"" + "5,6\n".repeat(1_000) + "\"\n2,3\n";
    assertThat(find(text, 100)).isIn(OptionalLong.empty(), OptionalLong.of(text.length() - 4));
  }

  @Test
  void aPartThatEndsWithinARowIsAProblemAndNoRecord() throws IOException {
    BytesFile file = new BytesFile("a,b\n1,2\n3,4\n".getBytes(US_ASCII), true);
    Reading reading = new Reading(file, new Split(0, 10), null, null, PageLimit.USUAL);
    try (PageReader reader = FORMAT.open(reading)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(Problem.class)
          .hasMessageContaining("does not end with a row");
    }
  }
}
