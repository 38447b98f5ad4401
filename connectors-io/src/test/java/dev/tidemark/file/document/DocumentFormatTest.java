package dev.tidemark.file.document;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

class DocumentFormatTest {
  private static FileFormat format(Object... options) {
    JsonObject config = JsonObject.of(options);
    config.put("filetype", "unstructured");
    return Formats.of("format", config);
  }

  private static JsonObject read(byte[] bytes) throws IOException {
    ReadAll all = ReadAll.of(format(), new BytesFile(bytes, false), null);
    assertThat(all.records()).hasSize(1);
    return all.records().get(0);
  }

  private static Object text(byte[] bytes) throws IOException {
    JsonObject record = read(bytes);
    assertThat(record.get("_ab_source_file_parse_error")).isNull();
    return record.get("content");
  }

  private static byte[] zip(Map<String, String> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : new TreeMap<>(parts).entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void markdownAndPlainTextAreTakenAsTheyAre() throws IOException {
    JsonObject record = read("\ufeff# Grüße\n\n- 1\n".getBytes(UTF_8));
    assertThat(record.toString())
        .isEqualTo(
            "{\"content\":\"# Grüße\\n\\n- 1\\n\",\"document_key\":\"folder/file\","
                + "\"_ab_source_file_parse_error\":null}");
  }

  @Test
  void pagesOfPdfGiveTheirText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= 2; number++) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 12);
          content.newLineAtOffset(50, 700);
          content.showText("Page " + number);
          content.endText();
        }
      }
      document.save(bytes);
    }
    assertThat(text(bytes.toByteArray()).toString().lines()).containsExactly("Page 1", "Page 2");
  }

  @Test
  void wordGivesHeadingsParagraphsItemsAndTables() throws IOException {
    String document =
        """
        <?xml version="1.0"?><w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">One </w:t></w:r><w:r><w:t>&lt;two&gt;</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>
        """;
    assertThat(text(zip(Map.of("word/document.xml", document))))
        .isEqualTo("## Head\n\nOne <two>\n\n- item\n\n| a | b |");
  }

  @Test
  void slidesComeInTheirOrder() throws IOException {
    String slide =
        "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><p:nvPr><p:ph type='title'/></p:nvPr>"
            + "<a:p><a:r><a:t>Slide %s</a:t></a:r></a:p></p:sp>"
            + "<a:p><a:pPr><a:buChar/></a:pPr><a:r><a:t>point</a:t></a:r></a:p></p:sld>";
    byte[] slides =
        zip(
            Map.of(
                "ppt/slides/slide10.xml", slide.formatted("10"),
                "ppt/slides/slide2.xml", slide.formatted("2")));
    assertThat(text(slides)).isEqualTo("## Slide 2\n\n- point\n\n## Slide 10\n\n- point");
  }

  @Test
  void webPagesGiveWhatIsSeenOfThem() throws IOException {
    String page =
        """
        <!DOCTYPE html><html><head><title>no</title><style>no</style></head><body>
        <h1>Head</h1><p>One   <b>two</b><br>three</p><script>no()</script>
        <ul><li>a<ul><li>b</li></ul></li></ul>
        <table><tr><th>x</th><td>y</td></tr></table><pre>  as
          is</pre></body></html>
        """;
    assertThat(text(page.getBytes(UTF_8)))
        .isEqualTo("# Head\n\nOne two\nthree\n\n- a\n  - b\n\n| x | y |\n\nas\n  is");
  }

  @Test
  void whatCannotBeReadIsARecordThatSaysSoOrFails() throws IOException {
    byte[] pdf = "%PDF-1.7 broken".getBytes(UTF_8);
    JsonObject record = read(pdf);
    assertThat(record.get("content")).isNull();
    assertThat(record.text("_ab_source_file_parse_error", "")).startsWith("is no PDF");
    assertThat(read(new byte[] {-1, -2, 0}).text("_ab_source_file_parse_error", ""))
        .isEqualTo("is neither a known kind of document nor text in UTF-8");
    FileFormat strict = format("skip_unprocessable_files", false);
    assertThatThrownBy(() -> ReadAll.of(strict, new BytesFile(pdf, true), null))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("folder/file: is no PDF");
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("word/media/image.bin"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 257; i++) {
        zip.write(zeros);
      }
    }
    assertThat(read(bytes.toByteArray()).text("_ab_source_file_parse_error", ""))
        .isEqualTo("unpacks to more than 256 MB");
  }

  @Test
  void picturesOfTextAreNotReadAndThatIsSaid() {
    assertThatThrownBy(() -> format("strategy", "ocr_only"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("pictures of text are not read; use auto or fast");
  }
}
