package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Columns that stand in the path of a file, as in {@code year=2026/month=01/a.parquet}. */
final class HivePath {
  private HivePath() {}

  static Map<String, String> columns(String key) {
    Map<String, String> columns = new LinkedHashMap<>();
    String[] parts = key.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      int sign = parts[i].indexOf('=');
      if (sign > 0) {
        columns.put(decode(parts[i].substring(0, sign)), decode(parts[i].substring(sign + 1)));
      }
    }
    return columns;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that stands for itself.
      return text;
    }
  }
}
