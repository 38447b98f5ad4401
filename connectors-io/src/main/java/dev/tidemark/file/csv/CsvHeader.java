package dev.tidemark.file.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a file.
 *
 * @param names of those that are kept, each once
 * @param width how many cells a row has
 * @param fields for each cell the position of its name; -1 for one that another one stands in for
 * @param named how many cells a row has at least; the others must be blank
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; not changed
record CsvHeader(List<String> names, int width, int[] fields, int named) {
  /** Where names stand twice, the last column has the name. */
  static CsvHeader of(List<String> cells) {
    int named = cells.size();
    while (named > 1 && cells.get(named - 1).isEmpty()) {
      named--;
    }
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < named; i++) {
      last.put(cells.get(i), i);
    }
    List<String> names = new ArrayList<>();
    int[] fields = new int[named];
    for (int i = 0; i < named; i++) {
      boolean kept = last.get(cells.get(i)) == i;
      fields[i] = kept ? names.size() : -1;
      if (kept) {
        names.add(cells.get(i));
      }
    }
    return new CsvHeader(names, cells.size(), fields, named);
  }
}
