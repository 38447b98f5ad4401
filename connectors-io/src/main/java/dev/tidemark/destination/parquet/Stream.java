package dev.tidemark.destination.parquet;

import dev.tidemark.destination.Commit;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a stream.
 *
 * @param committed ledger entries of its open run that have entered the table
 * @param counted those of them that the tidemark has taken in for good
 */
record Stream(StreamKey key, StreamState state, Set<Long> committed, Set<Long> counted) {
  Stream {
    committed = Set.copyOf(committed);
    counted = Set.copyOf(counted);
  }

  static Stream unknown(StreamKey key) {
    return new Stream(key, StreamState.UNKNOWN, Set.of(), Set.of());
  }

  /** The stream in its next version; what was committed of another run is forgotten. */
  Stream next(Tidemark tidemark, TableSchema table, Run run) {
    boolean goesOn = run != null && state.run().filter(run::equals).isPresent();
    return new Stream(
        key,
        new StreamState(state.version() + 1, tidemark, table, run),
        goesOn ? committed : Set.of(),
        goesOn ? counted : Set.of());
  }

  /** The stream when a commit has been carried out. */
  Stream after(Commit commit) {
    if (commit.ends()) {
      return next(commit.tidemark(), commit.after(), null);
    }
    Stream next = next(commit.tidemark(), commit.after(), commit.run());
    Set<Long> entered = union(commit.entries(), commit.versions().dropped());
    return new Stream(
        key, next.state, union(next.committed, entered), union(next.counted, commit.counted()));
  }

  private static Set<Long> union(Collection<Long> some, Collection<Long> more) {
    Set<Long> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  byte[] toJson() {
    JsonObject json =
        JsonObject.of(
            "connection",
            key.connection(),
            "stream",
            key.stream(),
            "version",
            state.version(),
            "tidemark",
            state.tidemark().toJson());
    state.schema().ifPresent(table -> json.put("table", Json.parse(table.toJson())));
    state.run().ifPresent(run -> json.put("run", Json.parse(run.toJson())));
    json.put("committed", new ArrayList<Object>(committed));
    json.put("counted", new ArrayList<Object>(counted));
    return Documents.bytes(json);
  }

  static Stream parse(byte[] bytes) {
    JsonObject json = Documents.parse(bytes);
    JsonObject table = json.object("table");
    JsonObject run = json.object("run");
    return new Stream(
        new StreamKey(json.text("connection", ""), json.text("stream", "")),
        new StreamState(
            (Long) json.get("version"),
            Tidemark.of(json.object("tidemark")),
            table == null ? null : TableSchema.parse(table.toString()),
            run == null ? null : Run.parse(run.toString())),
        numbers(json.list("committed")),
        numbers(json.list("counted")));
  }

  private static Set<Long> numbers(List<Object> list) {
    Set<Long> numbers = new HashSet<>();
    list.forEach(number -> numbers.add((Long) number));
    return numbers;
  }
}
