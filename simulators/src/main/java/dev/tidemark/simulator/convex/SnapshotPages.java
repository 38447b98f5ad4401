package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Pages of tables as of a moment: the tables one after the other, a page of one table alone. Like
 * the real one it keeps a single reading open; whoever goes on with another one makes it begin
 * anew.
 */
final class SnapshotPages {
  private final ConvexData data;
  private final int limit;
  private String open = "";
  private int starts;

  SnapshotPages(ConvexData data, int limit) {
    this.data = data;
    this.limit = limit;
  }

  synchronized int starts() {
    return starts;
  }

  void answer(Arguments arguments, JsonBytes body) {
    Long asked = arguments.number("snapshot");
    long moment = asked == null ? data.now() : asked;
    data.requireSnapshot(moment);
    Format format = Format.named(arguments.text("format"));
    Place from = Place.parse(arguments.text("cursor"));
    List<Table> tables = left(arguments, moment, from);
    List<Revision> rows = new ArrayList<>();
    Place next = tables.isEmpty() ? null : read(tables, from, moment, rows);
    reading(moment + "|" + (asked == null ? "" : from), moment + "|" + next);
    body.raw("{\"values\":");
    body.value(rows.stream().map(row -> row.document(format)).toList());
    body.raw(",\"snapshot\":").number(moment);
    body.raw(",\"cursor\":").value(next == null ? null : next.text());
    body.raw(",\"hasMore\":").value(next != null).raw('}');
  }

  /** Tables that are not done, in their order. */
  private List<Table> left(Arguments arguments, long moment, Place from) {
    List<Table> all = data.tables(table -> true);
    if (from != null && all.stream().noneMatch(t -> t.tablet().equals(from.tablet()))) {
      throw Place.invalid();
    }
    return all.stream()
        .filter(arguments.tables())
        .filter(table -> table.madeAt() <= moment)
        .filter(table -> from == null || table.tablet().compareTo(from.tablet()) >= 0)
        .sorted(Comparator.comparing(Table::tablet))
        .toList();
  }

  /** Reads a page; returns where the next one begins, or null after the last. */
  private Place read(List<Table> tables, Place from, long moment, List<Revision> rows) {
    Table table = tables.get(0);
    boolean isInside = from != null && from.tablet().equals(table.tablet());
    Iterator<Revision> documents = table.at(moment, isInside ? from.id() : "").iterator();
    while (documents.hasNext()) {
      rows.add(documents.next());
      if (rows.size() == limit) {
        // Whether more follow is not looked at, so an empty page may.
        return new Place(table.tablet(), rows.get(limit - 1).id());
      }
    }
    return tables.size() > 1 ? new Place(tables.get(1).tablet(), "") : null;
  }

  private synchronized void reading(String wanted, String next) {
    starts += wanted.equals(open) ? 0 : 1;
    open = next;
  }

  /** What a cursor says. */
  private record Place(String tablet, String id) {
    static Place parse(String cursor) {
      if (cursor == null) {
        return null;
      }
      Map<String, ?> members;
      try {
        members = Arguments.parse(cursor).values();
      } catch (Refusal e) {
        throw invalid();
      }
      if (members.get("tablet") instanceof String tablet
          && members.get("id") instanceof String id) {
        return new Place(tablet, id);
      }
      throw invalid();
    }

    static Refusal invalid() {
      return Refusal.badRequest(
          "InvalidListSnapshotCursor", "Invalid value for the `cursor` argument of list_snapshot.");
    }

    String text() {
      return new JsonBytes().value(Tree.object("tablet", tablet, "id", id)).toString();
    }
  }
}
