package dev.tidemark.simulator.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rows being put together, stream by stream. For one thread. */
final class Rows {
  private final Sids sids;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  Rows(Sids sids, Map<String, List<Row>> start) {
    this.sids = sids;
    start.forEach((stream, known) -> rows.put(stream, new ArrayList<>(known)));
  }

  List<Row> of(String stream) {
    return rows.computeIfAbsent(stream, key -> new ArrayList<>());
  }

  /** Adds a row of an account, made and happened at one moment. */
  Row add(String stream, String prefix, int account, long second) {
    return add(stream, prefix, null, account, second, second);
  }

  /** Adds a row that hangs on another one. */
  Row addBelow(String stream, String prefix, Row parent, long second) {
    return add(stream, prefix, parent, parent.account(), second, second);
  }

  Row add(String stream, String prefix, Row parent, int account, long created, long at) {
    int number = of(stream).size();
    return put(stream, new Row(sids.of(prefix, number), number, parent, account, created, at, 0));
  }

  /** Adds a row that is told apart by something else than a sid. */
  Row addNamed(String stream, String name, Row parent, int account, long second) {
    int number = of(stream).size();
    return put(stream, new Row(name, number, parent, account, second, second, 0));
  }

  void change(String stream, UnaryOperator<Row> change) {
    of(stream).replaceAll(change);
  }

  State state(int growths, long end) {
    Map<String, List<Row>> finished = new LinkedHashMap<>();
    rows.forEach((stream, list) -> finished.put(stream, List.copyOf(list)));
    return new State(finished, growths, end);
  }

  private Row put(String stream, Row row) {
    of(stream).add(row);
    return row;
  }
}
