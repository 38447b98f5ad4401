package dev.tidemark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table for people: columns as wide as they need to be, cut where the terminal ends. */
final class TextTable {
  private static final int WIDEST = 60;
  private static final int NARROWEST = 10;
  private static final int GAP = 2;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this(List.of(header));
  }

  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  TextTable row(Object... cells) {
    List<Object> list = new ArrayList<>();
    for (Object cell : cells) {
      list.add(cell);
    }
    return row(list);
  }

  TextTable row(List<?> cells) {
    rows.add(cells.stream().map(TextTable::text).toList());
    return this;
  }

  @Override
  public String toString() {
    return fitting(Output.tableWidth());
  }

  /** Whether so many columns can stand side by side on the terminal and still say something. */
  static boolean fits(int columns) {
    return (NARROWEST + GAP) * (long) columns - GAP <= Output.tableWidth();
  }

  /** The table, no wider than that if its columns can be cut so far. */
  String fitting(int most) {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Width.of(header.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], Width.of(row.get(column)));
      }
    }
    cut(widths, most);
    StringBuilder out = new StringBuilder(line(header, widths, false));
    for (List<String> row : rows) {
      out.append('\n').append(line(row, widths, true));
    }
    return out.toString();
  }

  /** Takes from the widest column until all fit. */
  private static void cut(int[] widths, int most) {
    int excess = IntStream.of(widths).sum() + GAP * (widths.length - 1) - most;
    for (; excess > 0; excess--) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
    }
  }

  private String line(List<String> cells, int[] widths, boolean align) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = Width.cut(cells.get(i), widths[i]);
      String gap = " ".repeat(widths[i] - Width.of(cell));
      boolean right = align && cell.matches("-?[0-9][0-9,.]*( [kM]?B)?( s)?");
      line.append(i > 0 ? " ".repeat(GAP) : "").append(right ? gap + cell : cell + gap);
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object value) {
    String text = value == null ? "" : value.toString().replaceAll("\\p{Cntrl}+", " ");
    return Width.cut(text, WIDEST);
  }
}
