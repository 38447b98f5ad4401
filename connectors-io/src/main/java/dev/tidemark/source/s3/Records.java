package dev.tidemark.source.s3;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.schema.Schemas;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Rejected;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes records of a stream from what stands in its files. */
final class Records {
  static final JsonObject TEXT = JsonObject.of("type", "string");

  private static final String DATA = "data";

  /** The schema of records whose fields are kept together. */
  static final JsonObject TOGETHER =
      JsonObject.of(
          "type", "object", "properties", JsonObject.of(DATA, JsonObject.of("type", "object")));

  private final FileStream stream;
  private final Conformity conformity;

  /**
   * @param schema of the fields that come from the files
   */
  Records(FileStream stream, JsonObject schema) {
    this.stream = stream;
    this.conformity = new Conformity(schema);
  }

  /** The schema of whole records. */
  static JsonObject schema(JsonObject ofFiles) {
    JsonObject schema = Schemas.nullable(ofFiles);
    schema.object("properties").put(SourceFile.MODIFIED, TEXT).put(SourceFile.URL, TEXT);
    return schema;
  }

  /** What a page becomes. */
  record Made(List<JsonObject> records, List<Rejected> rejected) {}

  Made of(SourceFile file, FilePage page) {
    Map<String, String> path = HivePath.columns(file.object().key());
    String url = file.url();
    String modified = file.modified();
    List<JsonObject> records = new ArrayList<>(page.records().size());
    List<Rejected> rejected = new ArrayList<>();
    for (BadRecord bad : page.bad()) {
      rejected.add(rejected(url, bad));
    }
    for (JsonObject read : page.records()) {
      path.forEach(read::put);
      String fault = fault(read);
      if (fault != null && stream.policy() == FileStream.Policy.WAIT) {
        throw Problem.source(
            url
                + ": a record does not conform to the schema: "
                + fault
                + "; the file is read once it does: give the stream an input_schema, or another"
                + " validation_policy");
      }
      if (fault != null) {
        rejected.add(new Rejected(read.put(SourceFile.URL, url).toString(), fault));
        continue;
      }
      JsonObject record = stream.schemaless() ? JsonObject.of(DATA, read) : read;
      records.add(record.put(SourceFile.MODIFIED, modified).put(SourceFile.URL, url));
    }
    return new Made(records, rejected);
  }

  private String fault(JsonObject record) {
    boolean isChecked = stream.policy() != FileStream.Policy.EMIT && !stream.schemaless();
    return isChecked ? conformity.fault(record) : null;
  }

  private static Rejected rejected(String url, BadRecord bad) {
    JsonObject what = JsonObject.of(SourceFile.URL, url, "where", bad.where(), "text", bad.text());
    return new Rejected(what.toString(), url + ", " + bad.where() + ": " + bad.reason());
  }
}
