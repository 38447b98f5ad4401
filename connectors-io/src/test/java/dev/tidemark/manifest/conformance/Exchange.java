package dev.tidemark.manifest.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A request that must come, and what it is answered.
 *
 * @param expected the request, or null where the case does not care
 * @param headers of the answer
 * @param drops whether the connection is closed without an answer
 */
record Exchange(
    ExpectedRequest expected,
    int status,
    Map<String, List<String>> headers,
    ByteBuffer body,
    boolean drops) {
  private static final List<String> KEYS =
      List.of(
          "request", "times", "status", "headers", "json", "data", "body", "zip", "file", "packed",
          "drops");

  /** The exchanges of a case; one that happens several times is there several times. */
  static List<Exchange> all(Entries given) {
    List<Exchange> all = new ArrayList<>();
    for (Object item : given.list("exchanges")) {
      Entries entries =
          item instanceof String request
              ? new Entries(given.file(), Map.of("request", request))
              : Entries.of(given.file(), item).requireKnown(KEYS);
      Exchange exchange = of(entries);
      for (long i = 0; i < entries.number("times", 1); i++) {
        all.add(exchange);
      }
    }
    return List.copyOf(all);
  }

  private static Exchange of(Entries given) {
    Map<String, List<String>> headers = new LinkedHashMap<>(given.textsByName("headers"));
    if (Stream.of("body", "file", "zip").noneMatch(given::has)) {
      headers.putIfAbsent("Content-Type", List.of("application/json"));
    }
    return new Exchange(
        given.has("request") ? ExpectedRequest.of(given) : null,
        Math.toIntExact(given.number("status", 200)),
        headers,
        ByteBuffer.wrap(body(given)),
        Boolean.TRUE.equals(given.get("drops")));
  }

  private static byte[] body(Entries given) {
    byte[] body = bare(given);
    for (long i = given.number("packed", 0); i > 0; i--) {
      body = gzip(body);
    }
    return body;
  }

  private static byte[] bare(Entries given) {
    if (given.has("file")) {
      return file(given);
    }
    return given.has("zip") ? zip(given) : text(given).getBytes(UTF_8);
  }

  private static byte[] file(Entries given) {
    try {
      return Files.readAllBytes(given.file().resolveSibling(given.text("file", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Entries given) {
    if (given.has("body")) {
      return given.text("body", "");
    }
    return Canonical.json(
        given.has("json") ? given.get("json") : Map.of("data", given.list("data")));
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(Entries given) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (Map.Entry<String, Object> member : Entries.cast(given.get("zip")).entrySet()) {
        out.putNextEntry(new ZipEntry(member.getKey()));
        out.write(member.getValue().toString().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
