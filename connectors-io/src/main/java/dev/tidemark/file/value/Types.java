package dev.tidemark.file.value;

import dev.tidemark.json.JsonObject;

/** JSON Schemas of single values. */
public final class Types {
  private Types() {}

  public static JsonObject of(String type) {
    return JsonObject.of("type", type);
  }

  public static JsonObject date() {
    return JsonObject.of("type", "string", "format", "date");
  }

  public static JsonObject time() {
    return JsonObject.of(
        "type", "string", "format", "time", "airbyte_type", "time_without_timezone");
  }

  public static JsonObject timestamp(boolean isUtc) {
    String kind = isUtc ? "timestamp_with_timezone" : "timestamp_without_timezone";
    return JsonObject.of("type", "string", "format", "date-time", "airbyte_type", kind);
  }

  public static JsonObject record(JsonObject properties) {
    return JsonObject.of("type", "object", "properties", properties);
  }

  public static JsonObject array(JsonObject items) {
    return JsonObject.of("type", "array", "items", items);
  }

  public static JsonObject map(JsonObject values) {
    return JsonObject.of("type", "object", "additionalProperties", values);
  }
}
