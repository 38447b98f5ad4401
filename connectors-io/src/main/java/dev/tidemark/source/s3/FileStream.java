package dev.tidemark.source.s3;

import dev.tidemark.file.FileFormat;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a config says of one stream.
 *
 * @param globs which files it consists of
 * @param format how their records are read; null where they are handed over whole
 * @param policy what becomes of records that the schema does not foresee
 * @param given the schema that the config gives, or null
 * @param isDocuments whether each file is one record
 * @param schemaless whether a record's fields are kept together in one
 * @param samples from how many files the schema is taken, the newest ones
 * @param anyFile whether it is taken from whatever file comes first
 * @param skipsUnreadable whether files that can't be read are left out, until the next time
 */
record FileStream(
    String name,
    Globs globs,
    FileFormat format,
    Policy policy,
    JsonObject given,
    List<String> primaryKey,
    boolean isDocuments,
    boolean schemaless,
    int samples,
    boolean anyFile,
    boolean skipsUnreadable) {
  private static final int MOST_SAMPLES = 10;
  private static final String DOCUMENTS = "unstructured";
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "string",
          "number", "number",
          "float", "number",
          "integer", "integer",
          "boolean", "boolean",
          "object", "object",
          "array", "array",
          "null", "null");

  /** What becomes of a record that does not conform to the schema. */
  enum Policy {
    /** It is a record all the same. */
    EMIT,
    /** It becomes a dead letter. */
    SKIP,
    /** The file is not read on. */
    WAIT;

    static Policy of(String text) {
      return switch (text) {
        case "Skip Record" -> SKIP;
        case "Wait for Discover" -> WAIT;
        default -> EMIT;
      };
    }
  }

  /**
   * @param path where it stands in the config
   * @param transfer whether files are handed over whole
   */
  static FileStream of(String path, JsonObject config, boolean transfer) {
    JsonObject format = config.object("format");
    boolean isDocuments = format != null && format.text("filetype", "").equals(DOCUMENTS);
    boolean schemaless = Boolean.TRUE.equals(config.get("schemaless"));
    boolean anyFile = Boolean.TRUE.equals(config.get("use_first_found_file_for_schema_discovery"));
    JsonObject given = given(path + ".input_schema", config.text("input_schema", ""));
    Object recent = config.get("recent_n_files_to_read_for_schema_discovery");
    refuseContradictions(path, schemaless, anyFile, given != null, recent != null);
    List<String> primaryKey = primaryKey(config.get("primary_key"));
    return new FileStream(
        config.text("name", ""),
        Globs.of(
            config.list("globs").stream().map(Object::toString).toList(),
            (String) config.get("legacy_prefix")),
        transfer ? null : Formats.of(path + ".format", format),
        Policy.of(config.text("validation_policy", "")),
        given,
        primaryKey.isEmpty() && isDocuments ? List.of("document_key") : primaryKey,
        isDocuments,
        schemaless,
        anyFile || isDocuments
            ? 1
            : recent instanceof Long n ? (int) Math.min(n, MOST_SAMPLES) : MOST_SAMPLES,
        anyFile,
        config.text("unreadable_files", "fail").equals("skip"));
  }

  private static void refuseContradictions(
      String path, boolean schemaless, boolean anyFile, boolean isGiven, boolean recent) {
    List<String> set = new ArrayList<>();
    if (schemaless) {
      set.add("schemaless");
    }
    if (isGiven) {
      set.add("input_schema");
    }
    if (anyFile) {
      set.add("use_first_found_file_for_schema_discovery");
    }
    if (anyFile && recent) {
      set.add("recent_n_files_to_read_for_schema_discovery");
    }
    if (set.size() > 1) {
      throw Problem.config(path + ": " + String.join(" and ", set) + " exclude each other");
    }
  }

  private static List<String> primaryKey(Object key) {
    if (key instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    return key instanceof String field && !field.isEmpty() ? List.of(field) : List.of();
  }

  private static JsonObject given(String path, String text) {
    if (text.isBlank()) {
      return null;
    }
    JsonObject types;
    try {
      types = Json.parseObject(text);
    } catch (IllegalArgumentException e) {
      throw Problem.config(path + " is not a JSON object of column names and types");
    }
    JsonObject properties = new JsonObject();
    for (String column : types.names()) {
      String type =
          types.get(column) instanceof String named
              ? TYPES.get(named.toLowerCase(Locale.ROOT))
              : null;
      if (type == null) {
        throw Problem.config(
            path
                + ": column '"
                + column
                + "' must have one of the types "
                + String.join(", ", TYPES.keySet().stream().sorted().toList()));
      }
      properties.put(column, JsonObject.of("type", type));
    }
    return JsonObject.of("type", "object", "properties", properties);
  }
}
