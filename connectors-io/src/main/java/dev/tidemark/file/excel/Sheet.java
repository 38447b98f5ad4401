package dev.tidemark.file.excel;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.TemporaryCopy;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The rows of the first sheet, one after another. For one thread. */
final class Sheet implements Closeable {
  private static final int MOST_COLUMNS = 16_384;

  private final String file;
  private final TemporaryCopy copy;
  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final List<String> names;
  private Row row;

  private Sheet(String file, TemporaryCopy copy, ReadableWorkbook workbook) throws IOException {
    this.file = file;
    this.copy = copy;
    this.workbook = workbook;
    this.stream = workbook.getFirstSheet().openStream();
    this.rows = stream.iterator();
    this.names = next() ? header() : List.of();
  }

  static Sheet open(FileContent content) throws IOException {
    TemporaryCopy copy = TemporaryCopy.of(content, Workbooks.MOST_PACKED);
    ReadableWorkbook workbook = null;
    try {
      Workbooks.requireSound(copy);
      workbook = new ReadableWorkbook(copy.path().toFile(), new ReadingOptions(true, true));
      return new Sheet(content.name(), copy, workbook);
    } catch (IOException | RuntimeException e) {
      if (workbook != null) {
        workbook.close();
      }
      copy.close();
      throw e instanceof Problem problem ? problem : Workbooks.broken(content.name(), e);
    }
  }

  List<String> names() {
    return names;
  }

  /** Number of the row at hand, as the program shows it. */
  int number() {
    return row.getRowNum();
  }

  /** Moves on to the next row that has a value; false at the end. */
  boolean next() {
    try {
      while (rows.hasNext()) {
        row = rows.next();
        if (row.getFirstNonEmptyCell().isPresent()) {
          return true;
        }
      }
      return false;
    } catch (ExcelReaderException e) {
      throw Workbooks.broken(file, e);
    }
  }

  /** The cell of the row at hand, or null where it is empty. */
  Cell cell(int column) {
    Cell cell = column < row.getCellCount() ? row.getCell(column) : null;
    return cell == null || cell.getValue() == null || cell.getValue().equals("") ? null : cell;
  }

  int width() {
    return row.getCellCount();
  }

  /** Columns without a name, and the second of the same name, are called as pandas calls them. */
  private List<String> header() {
    int width = Math.min(row.getCellCount(), MOST_COLUMNS);
    while (width > 0 && cell(width - 1) == null) {
      width--;
    }
    List<String> header = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < width; i++) {
      Cell cell = cell(i);
      String name = cell == null ? "" : cell.getText().strip();
      String base = name.isEmpty() ? "Unnamed: " + i : name;
      String unique = base;
      for (int n = 1; !used.add(unique); n++) {
        unique = base + "." + n;
      }
      header.add(unique);
    }
    return header;
  }

  @Override
  public void close() throws IOException {
    try (copy) {
      stream.close();
      workbook.close();
    }
  }
}
