package dev.tidemark.destination;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The destination's note that a page is staged.
 *
 * @param id names the entry; staged rows carry it
 * @param slice id of the slice
 * @param page which page of the slice
 * @param partition key of the slice's partition
 * @param ordinal position of the slice's interval in its partition; 0 without an interval
 * @param last whether the slice is known to be the last of its partition
 * @param rows staged rows
 * @param following where the slice goes on, or null after its last page
 * @param latest greatest cursor in the slice so far, or null
 * @param readAt when the page was read, in microseconds since the epoch
 * @param observed types of staged values that had no column, by field
 * @param committed whether the rows have entered the table
 */
public record LedgerEntry(
    long id,
    String slice,
    long page,
    String partition,
    int ordinal,
    boolean last,
    long rows,
    PagePosition following,
    CursorMark latest,
    long readAt,
    Map<String, Set<ColumnType>> observed,
    boolean committed) {

  public static LedgerEntry of(
      long id,
      Slice slice,
      long page,
      long rows,
      PagePosition following,
      CursorMark latest,
      long readAt,
      Map<String, Set<ColumnType>> observed) {
    Interval interval = slice.range();
    return new LedgerEntry(
        id,
        slice.id(),
        page,
        slice.partition().key(),
        interval == null ? 0 : interval.ordinal(),
        interval == null || interval.last(),
        rows,
        following,
        latest,
        readAt,
        observed,
        false);
  }

  /** Whether the slice is wholly staged with this page. */
  public boolean endsSlice() {
    return following == null;
  }

  /** The same, with its rows in the table. */
  public LedgerEntry entered() {
    return new LedgerEntry(
        id, slice, page, partition, ordinal, last, rows, following, latest, readAt, observed, true);
  }

  /** What does not need a column of its own, as JSON text. */
  public String detail() {
    JsonObject json =
        JsonObject.of(
            "partition", partition, "ordinal", (long) ordinal, "rows", rows, "read_at", readAt);
    if (last) {
      json.put("last", true);
    }
    if (following != null) {
      json.put("token", following.token());
    }
    if (latest != null) {
      json.put("latest", JsonObject.of("value", latest.value(), "order", latest.order()));
    }
    if (!observed.isEmpty()) {
      JsonObject types = new JsonObject();
      observed.forEach((field, set) -> types.put(field, set.stream().map(Enum::name).toList()));
      json.put("observed", types);
    }
    return json.toString();
  }

  public static LedgerEntry parse(
      long id, String slice, long page, boolean ends, boolean committed, String detail) {
    JsonObject json = Json.parseObject(detail);
    JsonObject latest = json.object("latest");
    return new LedgerEntry(
        id,
        slice,
        page,
        json.text("partition", ""),
        ((Long) json.get("ordinal")).intValue(),
        Boolean.TRUE.equals(json.get("last")),
        (Long) json.get("rows"),
        ends ? null : new PagePosition(page + 1, (String) json.get("token")),
        latest == null
            ? null
            : new CursorMark((String) latest.get("value"), (Long) latest.get("order")),
        json.get("read_at") instanceof Long readAt ? readAt : 0,
        observed(json.object("observed")),
        committed);
  }

  private static Map<String, Set<ColumnType>> observed(JsonObject json) {
    Map<String, Set<ColumnType>> observed = new TreeMap<>();
    for (int i = 0; json != null && i < json.size(); i++) {
      Set<ColumnType> types = EnumSet.noneOf(ColumnType.class);
      json.list(json.name(i)).forEach(type -> types.add(ColumnType.valueOf(type.toString())));
      observed.put(json.name(i), types);
    }
    return observed;
  }
}
