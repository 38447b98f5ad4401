package dev.tidemark.file.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.file.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;

/** The text of a document, whatever kind it is of. */
final class DocumentText {
  /** Documents are held in memory. */
  private static final int MOST = 128 << 20;

  private DocumentText() {}

  static String of(FileContent file) throws IOException, Unreadable {
    byte[] bytes = bytes(file);
    String name = file.name().toLowerCase(Locale.ROOT);
    if (startsWith(bytes, "%PDF-") || name.endsWith(".pdf")) {
      return pdf(bytes);
    }
    if (startsWith(bytes, "PK\003\004")) {
      return OfficeFile.text(bytes);
    }
    if (name.matches(".*\\.x?html?") || isHtml(bytes)) {
      return html(bytes);
    }
    return plain(bytes);
  }

  private static byte[] bytes(FileContent file) throws IOException, Unreadable {
    try (InputStream in = file.open(0)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new Unreadable("is larger than " + (MOST >> 20) + " MB");
      }
      return bytes;
    }
  }

  private static String pdf(byte[] bytes) throws Unreadable {
    try (PDDocument document =
        Loader.loadPDF(
            new RandomAccessReadBuffer(bytes), IOUtils.createTempFileOnlyStreamCache())) {
      return new PDFTextStripper().getText(document).strip();
    } catch (IOException | RuntimeException e) {
      throw new Unreadable("is no PDF that can be read", e);
    }
  }

  private static boolean isHtml(byte[] bytes) {
    String begin = new String(bytes, 0, Math.min(bytes.length, 1_000), UTF_8);
    String start = begin.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  private static String html(byte[] bytes) throws Unreadable {
    try {
      return new HtmlText().of(Jsoup.parse(new ByteArrayInputStream(bytes), null, ""));
    } catch (IOException e) {
      throw new Unreadable("is no HTML that can be read", e);
    }
  }

  private static String plain(byte[] bytes) throws Unreadable {
    boolean marked = startsWith(bytes, "\u00ef\u00bb\u00bf");
    int from = marked ? 3 : 0;
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, from, bytes.length - from);
      return UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("is neither a known kind of document nor text in UTF-8");
    }
  }

  private static boolean startsWith(byte[] bytes, String start) {
    if (bytes.length < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      if ((bytes[i] & 0xff) != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
