package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns an answer into the records that a stream has. Safe for any number of threads. */
public final class RecordSelector {
  private final Decoder decoder;
  private final RecordExtractor extractor;
  private final RecordCondition filter;
  private final List<Transformation> transformations;
  private final boolean transformsFirst;
  private final RecordSchema schema;
  private final boolean normalizes;
  private final String path;
  private final Trace trace;

  /** Null until the schema has been asked for, and where there is none. */
  private volatile Transformation normalization;

  private RecordSelector(Component component, Setting setting) {
    path = component.path();
    trace = component.trace();
    decoder = setting.decoder();
    filter = component.optional("record_filter").map(RecordFilter.REGISTRY::make).orElse(null);
    transformations = setting.transformations();
    transformsFirst = setting.transformsFirst() || component.flag("transform_before_filtering");
    schema = setting.schema();
    normalization = customNormalization(component);
    normalizes = normalization == null && normalizes(component);
    RecordExtractor own =
        RecordExtractor.registry(new RecordExtractor.Setting(setting.strict(), changesRecords()))
            .make(component.child("extractor"));
    extractor = setting.extractor() == null ? own : setting.extractor();
  }

  /**
   * What selection depends on beside the selector itself.
   *
   * @param decoder reads bodies
   * @param extractor finds records in place of the selector's own one; null for that
   * @param transformations change records
   * @param schema of the stream
   * @param strict whether a missing record path is an error
   * @param transformsFirst whether filters see transformed records, even if the manifest is silent
   */
  public record Setting(
      Decoder decoder,
      RecordExtractor extractor,
      List<Transformation> transformations,
      RecordSchema schema,
      boolean strict,
      boolean transformsFirst) {}

  public static Registry<RecordSelector> registry(Setting setting) {
    return Registry.<RecordSelector>of("a record selector")
        .with("RecordSelector", component -> new RecordSelector(component, setting));
  }

  /** Null for none. */
  private static Transformation customNormalization(Component component) {
    return component.raw("schema_normalization") instanceof Map<?, ?>
        ? Registry.<Transformation>of("a schema normalization")
            .withCustom("CustomSchemaNormalization", Transformation.class)
            .make(component.child("schema_normalization"))
        : null;
  }

  private static boolean normalizes(Component component) {
    List<String> known = List.of("Default", "None");
    return !(component.raw("schema_normalization") instanceof Map<?, ?>)
        && component.choice("schema_normalization", known, "None").equals("Default");
  }

  /** Whether records come out other than they went in. */
  public boolean changesRecords() {
    return normalizes || normalization != null || !transformations.isEmpty();
  }

  /** To be called before records are selected: asks for what must be known of them. */
  public void prepare(Calls calls) {
    if (normalizes && normalization == null) {
      normalization = new SchemaNormalization(schema.in(calls));
    }
  }

  /** Reads the bodies that the records are in. */
  public Decoder decoder() {
    return decoder;
  }

  /** What the elements hold at the place of the records. */
  public List<JsonObject> extract(List<Object> elements) throws Undecodable {
    List<JsonObject> records = new ArrayList<>();
    for (Object value : extractor.extract(elements)) {
      if (!(value instanceof JsonObject record)) {
        throw Problem.source("a record must be a JSON object, but there is " + kind(value));
      }
      records.add(record);
    }
    return records;
  }

  private static String kind(Object value) {
    if (value instanceof List<?>) {
      return "a list";
    }
    return value == null ? "null" : "a " + value.getClass().getSimpleName();
  }

  /**
   * The records that are wanted, transformed.
   *
   * @param names what templates may use beside the record
   * @param synced whether a record is new enough, for streams that filter by time themselves
   */
  public List<JsonObject> select(
      List<JsonObject> extracted, Map<String, Object> names, Predicate<JsonObject> synced) {
    Map<String, Object> withRecord = new HashMap<>(names);
    Scope scope = Scope.of(withRecord);
    List<JsonObject> selected = new ArrayList<>(extracted.size());
    boolean isTraced = trace != Trace.NONE;
    List<Trace.Change> changes = new ArrayList<>();
    for (JsonObject record : extracted) {
      withRecord.put("record", record);
      JsonObject before = isTraced ? record.copy() : null;
      boolean isWanted = select(record, scope, synced);
      if (isWanted) {
        selected.add(record);
      }
      if (isTraced) {
        changes.add(new Trace.Change(before, isWanted ? record : null));
      }
    }
    trace.records(path, changes);
    return selected;
  }

  /** Whether the record is wanted; if so, it is transformed. */
  private boolean select(JsonObject record, Scope scope, Predicate<JsonObject> synced) {
    if (transformsFirst) {
      transform(record, scope);
    }
    if (!synced.test(record) || (filter != null && !filter.holds(record, scope))) {
      return false;
    }
    if (!transformsFirst) {
      transform(record, scope);
    }
    if (normalization != null) {
      normalization.apply(record, scope);
    }
    return true;
  }

  private void transform(JsonObject record, Scope scope) {
    for (Transformation transformation : transformations) {
      transformation.apply(record, scope);
    }
  }
}
