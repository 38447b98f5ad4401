package dev.tidemark.simulator.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers the last few selections that had to look at every record, so that reading a million
 * filtered records page by page does not look at all of them for each page.
 */
public final class SelectionMemo {
  private static final int KEPT = 16;

  private final Map<Object, Selection> selections =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Selection> eldest) {
          return size() > KEPT;
        }
      };

  /** The selection for a question; the question must name the state of the data too. */
  public synchronized Selection get(Object question, Supplier<Selection> make) {
    Selection known = selections.get(question);
    if (known == null) {
      known = make.get();
      selections.put(question, known);
    }
    return known;
  }
}
