package dev.tidemark.e2e;

import static java.util.stream.Collectors.joining;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.TimeText;
import dev.tidemark.simulator.Simulator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a table with what the simulator says that the source holds. */
final class Truth {
  private static final int SHOWN = 5;

  private Truth() {}

  /** Differences between the stream and the rows of its table; empty if there are none. */
  static List<String> differences(
      Simulator simulator, String stream, List<Map<String, Object>> rows, String... key) {
    return differences(simulator.truth(stream), rows, key);
  }

  static List<String> differences(
      List<Map<String, Object>> records, List<Map<String, Object>> rows, String... key) {
    List<String> columns = Arrays.stream(key).map(ColumnNames::normalise).toList();
    List<String> differences = new ArrayList<>();
    Map<String, Map<String, Object>> byKey = new TreeMap<>();
    for (Map<String, Object> row : rows) {
      String name = name(row, columns);
      if (byKey.put(name, row) != null) {
        differences.add("two rows for " + name);
      }
    }
    for (Map<String, Object> record : records) {
      String name = name(record, List.of(key));
      Map<String, Object> row = byKey.remove(name);
      if (row == null) {
        differences.add("no row for " + name);
      } else {
        record.forEach((field, value) -> compare(differences, name, field, value, row));
      }
    }
    byKey.keySet().forEach(extra -> differences.add("a row for " + extra + " that is not there"));
    return differences.subList(0, Math.min(SHOWN, differences.size()));
  }

  private static String name(Map<String, Object> values, List<String> key) {
    return key.stream().map(field -> String.valueOf(values.get(field))).collect(joining(" "));
  }

  private static void compare(
      List<String> differences, String key, String field, Object value, Map<String, Object> row) {
    Object stored = row.get(ColumnNames.normalise(field));
    if (!equal(value, stored) && !besideIt(field, value, row)) {
      differences.add(key + "." + field + ": " + value + " is stored as " + stored);
    }
  }

  /** A value of another type than its column's stands in a column of its own. */
  private static boolean besideIt(String field, Object value, Map<String, Object> row) {
    String column = ColumnNames.normalise(field);
    return row.entrySet().stream()
        .anyMatch(e -> e.getKey().startsWith(column + "__") && equal(value, e.getValue()));
  }

  private static boolean equal(Object value, Object stored) {
    if (value == null || stored == null) {
      return value == stored || (stored == null && "".equals(value));
    }
    if (stored instanceof OffsetDateTime || stored instanceof LocalDate) {
      return instant(value.toString()).equals(instant(stored));
    }
    if (stored instanceof Number number) {
      return isNumber(value)
          && new BigDecimal(value.toString()).compareTo(new BigDecimal(number.toString())) == 0;
    }
    if (stored instanceof Boolean) {
      return stored.toString().equals(value.toString());
    }
    if (stored instanceof JsonObject || stored instanceof List<?>) {
      return canonical(stored).equals(canonical(value));
    }
    return stored.toString().equals(value instanceof String ? value : canonical(value));
  }

  private static boolean isNumber(Object value) {
    return value.toString().matches("-?[0-9.]+([eE][-+]?[0-9]+)?");
  }

  /** Sorted, and with numbers in one form: 1.50 and 1.5 are the same number. */
  private static String canonical(Object value) {
    return Json.writeCanonical(plainNumbers(value));
  }

  private static Object plainNumbers(Object value) {
    if (value instanceof Map<?, ?> map) {
      return plainNumbers(JsonObject.copyOf(strings(map)));
    }
    if (value instanceof JsonObject object) {
      JsonObject plain = new JsonObject();
      object.names().forEach(name -> plain.put(name, plainNumbers(object.get(name))));
      return plain;
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(item -> plain.add(plainNumbers(item)));
      return plain;
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> strings(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private static Instant instant(Object stored) {
    return stored instanceof OffsetDateTime time
        ? time.toInstant()
        : ((LocalDate) stored).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant instant(String text) {
    TimeText time = new TimeText();
    if (!time.parse(text)) {
      throw new IllegalArgumentException("the simulator gave " + text + " for a time");
    }
    return Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS);
  }
}
