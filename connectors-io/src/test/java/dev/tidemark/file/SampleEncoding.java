package dev.tidemark.file;

import java.util.List;

/**
 * An encoding that files may have.
 *
 * @param name in Python
 * @param charset its name in Java
 * @param letters that it has
 */
public record SampleEncoding(String name, String charset, String letters) {
  public static final List<SampleEncoding> ALL =
      List.of(
          new SampleEncoding("utf8", "UTF-8", "é漢😀�"),
          new SampleEncoding("utf-8-sig", "UTF-8", "ü漢"),
          new SampleEncoding("latin-1", "ISO-8859-1", "éÿ§"),
          new SampleEncoding("cp1252", "windows-1252", "€œ"),
          new SampleEncoding("iso8859_15", "ISO-8859-15", "€ž"),
          new SampleEncoding("koi8_r", "KOI8-R", "яЖ"),
          new SampleEncoding("ascii", "US-ASCII", "~"),
          new SampleEncoding("utf-16", "UTF-16", "é漢😀"),
          new SampleEncoding("utf_16_le", "UTF-16LE", "漢😀"),
          new SampleEncoding("utf-32", "UTF-32", "漢😀"),
          new SampleEncoding("big5", "Big5", "漢功"),
          new SampleEncoding("shift_jis", "Shift_JIS", "ソ表"),
          new SampleEncoding("gb18030", "GB18030", "漢é"),
          new SampleEncoding("euc_kr", "EUC-KR", "한"),
          new SampleEncoding("cp500", "IBM500", "é"));
}
