package dev.tidemark.simulator.record;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The records that a question selects: {@code set.records()} as truth, {@code set.append} as text.
 */
public record RecordSet(Selection selection, Recipe recipe) {
  /** All records at positions from 0 to {@code size - 1}. */
  public static RecordSet all(int size, Recipe recipe) {
    return new RecordSet(Selection.range(0, size), recipe);
  }

  /** How many records. */
  public int size() {
    return selection.size();
  }

  /** Appends the records at indexes of this set, with commas between. */
  public void append(JsonBytes out, int from, int to) {
    if (selection.isPlainRange() && from < to) {
      recipe.append(out, selection.at(from), selection.at(to - 1) + 1);
      return;
    }
    for (int index = from; index < to; index++) {
      if (index > from) {
        out.raw(',');
      }
      recipe.append(out, selection.at(index), selection.at(index) + 1);
    }
  }

  /**
   * The records as a list that makes each one when it is asked for, so that millions need no room.
   */
  public List<Map<String, Object>> records() {
    return new Records(this);
  }

  private static final class Records extends AbstractList<Map<String, Object>>
      implements RandomAccess {
    private final RecordSet set;

    Records(RecordSet set) {
      this.set = set;
    }

    @Override
    public Map<String, Object> get(int index) {
      int checked = Objects.checkIndex(index, size());
      return set.recipe.record(set.selection.at(checked));
    }

    @Override
    public int size() {
      return set.size();
    }
  }
}
