package dev.tidemark.sync;

import dev.tidemark.destination.Deletes;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.destination.TableDesign;
import dev.tidemark.destination.TableDesigner;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Nested;
import dev.tidemark.shape.SchemaTypes;
import dev.tidemark.source.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides for each stream what to read, how to write it, and how its table must be. */
public final class Planner {
  private final SyncJob job;
  private final Destination destination;
  private final boolean fullRefresh;

  public Planner(SyncJob job, Destination destination, boolean fullRefresh) {
    this.job = job;
    this.destination = destination;
    this.fullRefresh = fullRefresh;
  }

  /** The selected streams with what the source says of them; unknown names are a problem. */
  public static Map<StreamChoice, StreamSpec> selection(SyncJob job, Source source) {
    Map<StreamChoice, StreamSpec> selection = new LinkedHashMap<>();
    List<StreamSpec> streams = source.streams();
    if (job.streams().isEmpty()) {
      streams.forEach(spec -> selection.put(StreamChoice.of(spec.name()), spec));
    }
    for (StreamChoice choice : job.streams()) {
      selection.put(choice, Source.named(choice.name(), streams));
    }
    return selection;
  }

  /** Plans one stream and begins its run in the destination, unless an unfinished one goes on. */
  StreamPlan plan(StreamChoice choice, StreamSpec spec, String sync, Instant now) {
    return intend(choice, spec, sync, now).begin(destination);
  }

  /** Plans one stream; writes nothing. */
  public Intent intend(StreamChoice choice, StreamSpec spec, String sync, Instant now) {
    StreamKey key = new StreamKey(job.connection(), spec.name());
    StreamState state =
        destination.states(job.connection()).getOrDefault(spec.name(), StreamState.UNKNOWN);
    List<String> primaryKey =
        choice.primaryKey().isEmpty() ? spec.primaryKey() : choice.primaryKey();
    String cursor = choice.cursor().orElse(spec.cursorField());
    Strategy strategy = strategy(choice, spec, primaryKey, cursor);
    boolean hard = hardDelete(choice, spec, strategy);
    Set<String> selected = selected(choice, spec, primaryKey, cursor);
    Nested nested = nested(choice, strategy);
    String fingerprint = fingerprint(strategy, primaryKey, cursor, hard, selected, nested, choice);
    Optional<Run> open =
        state.run().filter(run -> run.fingerprint().equals(fingerprint) && !fullRefresh);
    if (open.isPresent()) {
      StreamPlan plan = new StreamPlan(key, open.get(), state.table(), state.tidemark(), now, true);
      return new Intent(plan, state.table(), state.version(), now);
    }
    TableDesign table =
        new TableDesigner(
                destination,
                spec.name(),
                job.table(spec.name()),
                job.contract(),
                job.meta(),
                choice.rename())
            .design(declared(spec, selected, primaryKey, nested), nested, state, strategy);
    Tidemark from = start(state, strategy);
    Deletes deletes = deletes(spec, table, strategy, hard, from, cursor);
    Run run =
        new Run(
            sync,
            now,
            fingerprint,
            strategy,
            primaryKey,
            cursor,
            job.contract(),
            job.meta(),
            table.staged(),
            new ArrayList<>(selected),
            nested,
            deletes,
            spec.origin(),
            spec.globalCursor() ? from.withoutPartitions() : from);
    StreamPlan plan = new StreamPlan(key, run, table.after(), state.tidemark(), now, false);
    return new Intent(plan, table.before(), state.version(), now);
  }

  /** Replacing means reading all of it, whatever has been read before. */
  private Tidemark start(StreamState state, Strategy strategy) {
    return fullRefresh || strategy == Strategy.REPLACE ? Tidemark.NONE : state.tidemark();
  }

  /** A version is told from another by its row alone. */
  private Nested nested(StreamChoice choice, Strategy strategy) {
    Nested nested = choice.nested().orElse(job.nested());
    if (nested == Nested.TABLES && strategy == Strategy.SCD2) {
      throw Problem.config(
          "stream "
              + choice.name()
              + ": write: scd2 keeps versions of rows, and would not see what changes in tables for"
              + " lists; say nested: columns, which keeps lists in the row");
    }
    return nested;
  }

  private boolean hardDelete(StreamChoice choice, StreamSpec spec, Strategy strategy) {
    boolean possible = spec.deletion() != null && strategy != Strategy.APPEND;
    if (choice.hardDelete().orElse(false) && !possible) {
      throw Problem.config(
          "stream "
              + spec.name()
              + " can't have hard_delete: "
              + (spec.deletion() == null
                  ? "its records do not say when they are gone"
                  : "it is appended to, which keeps every version of a record"));
    }
    return possible && choice.hardDelete().orElse(job.hardDelete());
  }

  /** A table that is merged into from the beginning may hold rows whose records have gone since. */
  private Deletes deletes(
      StreamSpec spec,
      TableDesign table,
      Strategy strategy,
      boolean hard,
      Tidemark from,
      String cursor) {
    boolean marked =
        spec.deletion() != null && table.after().forField(spec.deletion().time()).isPresent();
    // Where versions are kept nothing is lost by taking what a whole reading lacks for gone.
    boolean whole =
        strategy == Strategy.SCD2 && (fullRefresh || (cursor == null && !from.limitsReading()));
    if ((!marked && !whole) || strategy == Strategy.APPEND) {
      return null;
    }
    boolean unseen = whole || (strategy.byKey() && from.isNone());
    return new Deletes(marked ? spec.deletion() : null, hard, unseen && table.before() != null);
  }

  private Strategy strategy(
      StreamChoice choice, StreamSpec spec, List<String> primaryKey, String cursor) {
    WriteMode mode = choice.write().orElse(job.write());
    boolean keepsVersions = mode == WriteMode.SCD2;
    if (fullRefresh && !keepsVersions) {
      return Strategy.REPLACE;
    }
    boolean byKey = keepsVersions || (mode == WriteMode.MERGE && spec.origin() == null);
    if (byKey && primaryKey.isEmpty()) {
      throw Problem.config(
          "stream "
              + choice.name()
              + " has no primary key to "
              + (keepsVersions ? "keep versions by" : "merge by")
              + "; give it one with primary_key, or write: append");
    }
    return mode.strategy(!primaryKey.isEmpty(), spec.origin() != null, cursor != null);
  }

  private static Set<String> selected(
      StreamChoice choice, StreamSpec spec, List<String> primaryKey, String cursor) {
    if (choice.columns().isEmpty()) {
      return Set.of();
    }
    Set<String> known = SchemaTypes.of(spec.schema()).keySet();
    for (String column : choice.columns()) {
      if (!known.contains(column) && !known.isEmpty()) {
        throw Problem.config(
            "stream "
                + spec.name()
                + " has no field '"
                + column
                + "'."
                + Nearest.hint(column, known)
                + " Fields: "
                + String.join(", ", known));
      }
    }
    Set<String> selected = new LinkedHashSet<>(primaryKey);
    if (cursor != null) {
      selected.add(cursor);
    }
    if (spec.origin() != null) {
      selected.add(spec.origin());
    }
    if (spec.deletion() != null) {
      selected.add(spec.deletion().time());
      selected.add(spec.deletion().flag());
      selected.remove(null);
    }
    selected.addAll(choice.columns());
    return selected;
  }

  /** Types of the fields that the stream is known to have. */
  private static Map<String, Set<ColumnType>> declared(
      StreamSpec spec, Set<String> selected, List<String> primaryKey, Nested nested) {
    Predicate<String> isWanted = field -> selected.isEmpty() || selected.contains(field);
    Map<String, Set<ColumnType>> declared = new LinkedHashMap<>();
    SchemaTypes.flat(spec.schema(), nested, isWanted, primaryKey)
        .forEach((field, type) -> declared.put(field, Set.of(type)));
    // A key that the schema does not name must have a column all the same: rows are told apart by
    // it.
    primaryKey.forEach(field -> declared.putIfAbsent(field, Set.of(ColumnType.TEXT)));
    return declared;
  }

  /** Changes with whatever would make an unfinished run unfit to be gone on with. */
  private String fingerprint(
      Strategy strategy,
      List<String> primaryKey,
      String cursor,
      boolean hardDelete,
      Set<String> selected,
      Nested nested,
      StreamChoice choice) {
    JsonObject facts =
        JsonObject.of(
            "source", job.source().name(),
            "manifest", job.source().manifest(),
            "config", job.source().config().publicText(),
            "strategy", strategy.name(),
            "primary_key", primaryKey,
            "cursor", cursor,
            "hard_delete", hardDelete,
            "selected", new ArrayList<>(selected),
            "contract", job.contract().name(),
            // Runs of earlier versions do not know where they began.
            "knows_start", true,
            "meta", job.meta().names());
    if (nested != Nested.JSON) {
      facts.put("nested", nested.name());
    }
    if (!choice.rename().isEmpty()) {
      facts.put("rename", JsonObject.copyOf(choice.rename()));
    }
    try {
      byte[] text = Json.writeCanonical(facts).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return String.format(Locale.ROOT, "%064x", new BigInteger(1, digest)).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
