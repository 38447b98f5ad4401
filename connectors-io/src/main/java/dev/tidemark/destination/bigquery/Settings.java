package dev.tidemark.destination.bigquery;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.google.GoogleAccess;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a job's tables are, and how they are made.
 *
 * @param location where the dataset is made or must be; null for wherever it is
 * @param endpoint where the API is, if it isn't Google's; or null
 */
record Settings(
    String project,
    String dataset,
    String location,
    String endpoint,
    boolean partitions,
    boolean clusters,
    Map<String, String> labels) {
  private static final Pattern URL = Pattern.compile("bigquery://([^/?#]+)(?:/([^/?#]+))?/?");

  static Settings of(DestinationRef ref) {
    Matcher url = URL.matcher(ref.url());
    String dataset = url.matches() ? url.group(2) : null;
    if (ref.schema() != null) {
      dataset = ref.schema();
    }
    if (!url.matches() || dataset == null) {
      throw Problem.config(
          "a BigQuery destination reads bigquery://PROJECT/DATASET, and not '" + ref.url() + "'");
    }
    if (!dataset.matches("\\w{1,1024}")) {
      throw Problem.config(
          "a dataset's name has letters, digits and _ only, unlike '" + dataset + "'");
    }
    JsonObject options = ref.options().open();
    Map<String, String> labels = new LinkedHashMap<>();
    JsonObject given = options.object("labels");
    for (int i = 0; given != null && i < given.size(); i++) {
      labels.put(given.name(i), String.valueOf(given.value(i)));
    }
    return new Settings(
        url.group(1),
        dataset,
        (String) options.get("location"),
        (String) options.get("endpoint"),
        !Boolean.FALSE.equals(options.get("partition_by_day")),
        !Boolean.FALSE.equals(options.get("cluster_by_key")),
        labels);
  }

  static ConfigSpec options() {
    JsonObject properties = new JsonObject();
    properties.put("location", text("Where the dataset is made if there is none, as in EU; US"));
    JsonObject google = GoogleAccess.properties();
    google.names().forEach(name -> properties.put(name, google.get(name)));
    properties.put(
        "partition_by_day",
        flag("Whether new tables are divided by the day on which rows were extracted"));
    properties.put("cluster_by_key", flag("Whether new tables are sorted by their primary key"));
    properties.put(
        "labels",
        JsonObject.of(
            "type",
            "object",
            "additionalProperties",
            JsonObject.of("type", "string"),
            "description",
            "Labels of jobs, which bills can be divided by"));
    properties.put("endpoint", text("Where the API is, if it is an emulator's"));
    return DestinationProvider.options(properties);
  }

  private static JsonObject text(String description) {
    return JsonObject.of("type", "string", "description", description);
  }

  private static JsonObject flag(String description) {
    return JsonObject.of("type", "boolean", "default", true, "description", description);
  }

  String identity() {
    return "bigquery://" + project + "/" + dataset;
  }
}
