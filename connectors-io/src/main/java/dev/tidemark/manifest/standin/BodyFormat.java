package dev.tidemark.manifest.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes bodies as the decoder of a manifest reads them. */
@FunctionalInterface
interface BodyFormat {
  BodyFormat JSON = body -> Json.write(body).getBytes(UTF_8);

  byte[] write(Object body);

  /** What a decoder reads; JSON where there is none. */
  static BodyFormat of(Optional<Component> decoder) {
    return decoder.map(BodyFormat::of).orElse(JSON);
  }

  private static BodyFormat of(Component decoder) {
    return switch (decoder.type()) {
      case "GzipDecoder" -> gzip(of(decoder.optional("decoder")));
      case "GzipJsonDecoder" -> gzip(JSON);
      case "GzipParser" -> gzip(of(decoder.optional("inner_parser")));
      case "ZipfileDecoder" -> zip(of(decoder.optional("decoder")));
      case "CompositeRawDecoder" -> of(decoder.optional("parser"));
      case "JsonlDecoder", "JsonLineParser" -> lines();
      case "IterableDecoder" -> body -> "line".getBytes(UTF_8);
      case "CsvDecoder", "CsvParser" -> csv(decoder.text("delimiter", ","));
      case "XmlDecoder" -> body -> xml(body).getBytes(UTF_8);
      default -> JSON;
    };
  }

  private static BodyFormat gzip(BodyFormat format) {
    return body ->
        packed(
            out -> {
              try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(format.write(body));
              }
            });
  }

  private static BodyFormat zip(BodyFormat format) {
    return body ->
        packed(
            out -> {
              try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("data"));
                zip.write(format.write(body));
              }
            });
  }

  /** Something that writes. */
  @FunctionalInterface
  interface Packing {
    void writeTo(OutputStream out) throws IOException;
  }

  private static byte[] packed(Packing packing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      packing.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static BodyFormat lines() {
    return body ->
        items(body).stream().map(Json::write).collect(Collectors.joining("\n")).getBytes(UTF_8);
  }

  private static BodyFormat csv(String delimiter) {
    String between = delimiter.replace("\\t", "\t");
    return body -> {
      Set<String> names = new LinkedHashSet<>();
      items(body).forEach(item -> names.addAll(((JsonObject) item).names()));
      List<String> rows = new ArrayList<>(List.of(String.join(between, names)));
      for (Object item : items(body)) {
        rows.add(
            names.stream()
                .map(name -> cell(((JsonObject) item).get(name)))
                .collect(Collectors.joining(between)));
      }
      return String.join("\n", rows).getBytes(UTF_8);
    };
  }

  private static String cell(Object value) {
    return value == null ? "" : '"' + value.toString().replace("\"", "\"\"") + '"';
  }

  private static String xml(Object body) {
    boolean isRoot = body instanceof JsonObject object && object.size() == 1;
    return isRoot ? elements(body) : "<root>" + elements(body) + "</root>";
  }

  private static String elements(Object value) {
    if (!(value instanceof JsonObject object)) {
      return value == null ? "" : value.toString().replace("&", "&amp;").replace("<", "&lt;");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < object.size(); i++) {
      String name = object.name(i).replaceAll("[^A-Za-z0-9_.-]", "");
      for (Object item : items(object.value(i))) {
        if (name.matches("[A-Za-z_].*")) {
          text.append('<').append(name).append('>').append(elements(item));
          text.append("</").append(name).append('>');
        }
      }
    }
    return text.toString();
  }

  private static List<?> items(Object value) {
    return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
  }
}
