package dev.tidemark.file.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class ExcelFormatTest {
  private static final FileFormat FORMAT = Formats.of("format", JsonObject.of("filetype", "excel"));

  private static BytesFile workbook(Consumer<Worksheet> content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      content.accept(workbook.newWorksheet("First"));
      workbook.newWorksheet("Second").value(0, 0, "other");
    }
    return new BytesFile(bytes.toByteArray(), true);
  }

  private static BytesFile kinds() throws IOException {
    return workbook(
        sheet -> {
          String[] names = {"n", "b", "d", "t", " s ", null, "s"};
          for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
              sheet.value(0, i, names[i]);
            }
          }
          sheet.value(1, 0, 1);
          sheet.value(1, 1, true);
          sheet.value(1, 2, LocalDateTime.of(2024, 2, 29, 13, 0));
          sheet.style(1, 2).format("[$-409]yyyy-mm-dd\\ h:mm").set();
          sheet.value(1, 3, 0.75);
          sheet.style(1, 3).format("h:mm").set();
          sheet.value(1, 4, "x");
          sheet.value(1, 6, 12.50);
          sheet.value(3, 0, 1.5);
          sheet.value(3, 4, "");
          sheet.value(3, 6, "é<&>");
        });
  }

  @Test
  void theFirstSheetIsReadWithTheTypesOfItsCells() throws IOException {
    assertThat(ReadAll.of(FORMAT, kinds(), null).records().toString())
        .isEqualTo(
            "[{\"n\":1,\"b\":true,\"d\":\"2024-02-29T13:00:00.000000\",\"t\":\"18:00:00\","
                + "\"s\":\"x\",\"Unnamed: 5\":null,\"s.1\":12.5}, {\"n\":1.5,\"b\":null,"
                + "\"d\":null,\"t\":null,\"s\":null,\"Unnamed: 5\":null,\"s.1\":\"é<&>\"}]");
  }

  @Test
  void aColumnOfSeveralKindsIsText() throws IOException {
    JsonObject schema = FORMAT.infer(kinds());
    JsonObject types = schema.object("properties");
    assertThat(types.object("n").text("type", "")).isEqualTo("number");
    assertThat(types.object("b").text("type", "")).isEqualTo("boolean");
    assertThat(types.object("d").text("format", "")).isEqualTo("date-time");
    assertThat(types.object("t").toString()).isEqualTo("{\"type\":\"string\"}");
    assertThat(types.object("s.1").toString()).isEqualTo("{\"type\":\"string\"}");
    assertThat(ReadAll.of(FORMAT, kinds(), schema).records().get(0).get("s.1")).isEqualTo("12.5");
  }

  @Test
  void aReaderGoesOnBehindAnyPage() throws IOException {
    BytesFile file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "id");
              for (int row = 1; row <= 500; row++) {
                sheet.value(row + row / 100, 0, row);
              }
            });
    assertThat(ReadAll.inPieces(FORMAT, file, null, new Random(1), 200).records())
        .hasSize(500)
        .isEqualTo(ReadAll.of(FORMAT, file, null).records());
  }

  @Test
  void anEmptySheetHasNoRecords() throws IOException {
    assertThat(ReadAll.of(FORMAT, workbook(sheet -> {}), null).records()).isEmpty();
  }

  @Test
  void whatIsNoWorkbookIsAProblem() throws IOException {
    byte[] old = Arrays.copyOf(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}, 600);
    assertThatThrownBy(() -> ReadAll.of(FORMAT, new BytesFile(old, true), null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("save it as .xlsx");
    assertThatThrownBy(() -> ReadAll.of(FORMAT, new BytesFile(new byte[] {1, 2}, true), null))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("folder/file: is no whole workbook (.xlsx)");
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpackedIntoMemory() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 257; i++) {
        zip.write(zeros);
      }
    }
    assertThatThrownBy(() -> ReadAll.of(FORMAT, new BytesFile(bytes.toByteArray(), true), null))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sharedStrings.xml unpacks to more than 256 MB");
  }
}
