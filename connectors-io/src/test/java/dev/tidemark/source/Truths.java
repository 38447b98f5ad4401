package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what was read and what a simulator calls true comparable. */
public final class Truths {
  private Truths() {}

  /** Compares one by one, so that a failure shows one record and not thousands. */
  public static void assertEqual(List<String> read, List<String> truth) {
    for (int i = 0; i < Math.min(read.size(), truth.size()); i++) {
      assertThat(read.get(i)).as("record %d", i).isEqualTo(truth.get(i));
    }
    assertThat(read.size()).isEqualTo(truth.size());
  }

  public static List<String> texts(List<Map<String, Object>> truth) {
    List<String> texts = new ArrayList<>(truth.size());
    truth.forEach(record -> texts.add(Json.writeCanonical(asParsed(record))));
    return texts;
  }

  public static List<String> of(List<JsonObject> records) {
    return records.stream().map(Json::writeCanonical).toList();
  }

  /** The records without a field that the source itself does not have. */
  public static List<String> without(String field, List<JsonObject> records) {
    return records.stream()
        .map(JsonObject::copy)
        .peek(record -> record.remove(field))
        .map(Json::writeCanonical)
        .toList();
  }

  private static Object asParsed(Object value) {
    if (value instanceof Double number) {
      BigDecimal decimal = BigDecimal.valueOf(number);
      return decimal.setScale(Math.max(1, decimal.scale()));
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(asParsed(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, item) -> copy.put((String) name, asParsed(item)));
      return copy;
    }
    return value;
  }
}
