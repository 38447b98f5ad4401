package dev.tidemark.source.convex;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.PageSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The reading of one page of the log for all tables of a slice. Tables may stand at different
 * places: the page begins at the earliest, and each gets what comes after its own.
 */
final class LogReading {
  /** A table that nothing happens to has its progress noted only so often: each note costs. */
  private static final long MOST_QUIET = 64;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Deployment deployment;
  private final Slice slice;
  private final Map<Slice, PagePosition> positions;
  private final Map<String, Place> places;
  private final List<RecordBatch> pages = new ArrayList<>();
  private final Map<Slice, PagePosition> passed = new HashMap<>();

  LogReading(
      Deployment deployment,
      Slice slice,
      Map<Slice, PagePosition> positions,
      Map<String, Place> places) {
    this.deployment = deployment;
    this.slice = slice;
    this.positions = positions;
    this.places = places;
  }

  /** The page, in which tables that nothing happened to may have no part. */
  PageSet page() {
    long after = Collections.min(places.values().stream().map(Place::after).toList());
    try {
      return read(after, MOST_QUIET);
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.EXPIRED) {
        throw problem;
      }
      return expired(after, problem);
    }
  }

  /** The page, in which every table has a part. */
  PageSet all() {
    return read(places.values().iterator().next().after(), 0);
  }

  /** Tables that stand later in the log may still be within its window. */
  private PageSet expired(long after, Problem problem) {
    Map<Slice, Problem> failures = new HashMap<>();
    for (Slice part : slice.parts()) {
      Place place = places.get(part.stream());
      if (place != null && place.after() == after) {
        failures.put(part, problem);
      }
    }
    return new PageSet(List.of(), Map.of(), failures, null);
  }

  private PageSet read(long after, long mostQuiet) {
    LogPage log = deployment.log(after, places.keySet().stream().map(TableName::of).toList());
    Long until = until(log);
    boolean isLast = !log.hasMore() || (until != null && log.upTo() >= until);
    Map<String, List<JsonObject>> documents = byStream(log);
    boolean isInStep = true;
    for (Slice part : slice.parts()) {
      Place place = places.get(part.stream());
      if (place != null) {
        isInStep &= place.after() <= log.upTo();
        List<JsonObject> own = newer(documents.get(part.stream()), place.after());
        long reached = Math.max(place.after(), log.upTo());
        long quiet = place.quiet() + (own.isEmpty() ? 1 : 0);
        if (own.isEmpty() && !isLast && quiet <= mostQuiet) {
          Place next = Place.inLog(reached, until, quiet);
          long index = positions.get(part).index();
          passed.put(part, new PagePosition(index, next.toToken()));
        } else {
          Place next = isLast ? null : Place.inLog(reached, until, 0);
          pages.add(batch(part, log, own, next, reached));
        }
      }
    }
    CursorMark complete = isInStep ? Documents.mark(log.upTo()) : null;
    return new PageSet(pages, passed, Map.of(), complete);
  }

  /**
   * When the reading ends, though others may write on and on: at what was the deployment's present
   * when it began.
   */
  private Long until(LogPage log) {
    Long settled =
        places.values().stream()
            .map(Place::until)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    Long now = settled == null ? log.page().serverTime() : null;
    return now == null ? settled : Long.valueOf(now + NANOS_PER_SECOND);
  }

  private Map<String, List<JsonObject>> byStream(LogPage log) {
    Map<TableName, List<JsonObject>> byTable = new LinkedHashMap<>();
    for (JsonObject document : log.page().documents()) {
      byTable.computeIfAbsent(Documents.table(document), t -> new ArrayList<>()).add(document);
    }
    Map<String, List<JsonObject>> byStream = new HashMap<>();
    byTable.forEach((table, documents) -> byStream.put(table.stream(), documents));
    return byStream;
  }

  private static List<JsonObject> newer(List<JsonObject> documents, long after) {
    return documents == null
        ? List.of()
        : documents.stream().filter(document -> Documents.time(document) > after).toList();
  }

  private RecordBatch batch(
      Slice part, LogPage log, List<JsonObject> documents, Place next, long reached) {
    PagePosition position = positions.get(part);
    documents.forEach(Documents::complete);
    int all = log.page().documents().size();
    long received = log.page().reply().received();
    return new RecordBatch(
        part,
        position.index(),
        documents,
        log.page().reply().arrivedAt(),
        all == 0 ? 0 : received * documents.size() / all,
        documents.isEmpty() ? null : Documents.mark(Documents.time(documents.get(0))),
        Documents.mark(reached),
        next == null ? null : position.next(next.toToken()));
  }
}
