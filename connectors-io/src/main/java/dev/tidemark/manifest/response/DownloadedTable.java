package dev.tidemark.manifest.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as a {@code ResponseToFileExtractor} reads it: packed or not, in the encoding that its
 * answer names, and without what usually stands for no value.
 */
final class DownloadedTable implements Decoder {
  private static final Set<String> NULLS =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE);

  @Override
  public Elements open(Answer answer) throws Undecodable {
    CsvOptions options = new CsvOptions(encoding(answer), ',', NULLS);
    Format table = body -> new CsvRows(body.unpacked(new WithoutNulls(body.bytes())), options);
    return Gzip.of(table).read(Body.of(answer));
  }

  private static Charsets.Encoding encoding(Answer answer) {
    Matcher charset = CHARSET.matcher(answer.reply().header("content-type").orElse(""));
    try {
      Charset named = charset.find() ? Charset.forName(charset.group(1)) : UTF_8;
      return new Charsets.Encoding(named, named.equals(UTF_8));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Charsets.Encoding.USUAL;
    }
  }

  @Override
  public Paging paging() {
    return Paging.NONE;
  }

  /** Bytes less those that are zero, which some sources put between values. */
  private static final class WithoutNulls extends FilterInputStream {
    WithoutNulls(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      while (b == 0) {
        b = super.read();
      }
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int kept = 0;
      while (kept == 0 && length > 0) {
        int got = super.read(target, offset, length);
        if (got < 0) {
          return got;
        }
        for (int i = offset; i < offset + got; i++) {
          if (target[i] != 0) {
            target[offset + kept++] = target[i];
          }
        }
      }
      return kept;
    }
  }
}
