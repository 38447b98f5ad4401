package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.Column;
import dev.tidemark.shape.Vector;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes rows of staged pages to a Parquet file: one row group, for each column a data page for
 * each staged one, plain. It is read once, a moment later.
 */
public final class RowsFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final List<Encoding> ENCODINGS = List.of(Encoding.PLAIN, Encoding.RLE);

  private final OutputStream out;
  private final Packing packing;
  private final List<Column> columns;
  private final List<StagedPage> pages;
  private final int rows;
  private final PlainValues values = new PlainValues();
  private long position;

  private RowsFile(Path path, List<Column> columns, List<StagedPage> pages, Packing packing)
      throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
    this.packing = packing;
    this.columns = columns;
    this.pages = pages.stream().filter(page -> page.columns().rows() > 0).toList();
    this.rows = this.pages.stream().mapToInt(page -> page.columns().rows()).sum();
  }

  /**
   * Writes a file, or another in its place.
   *
   * @param columns those of a staging table
   */
  public static void write(Path file, List<Column> columns, List<StagedPage> pages, Packing packing)
      throws IOException {
    try (RowsFile writer = new RowsFile(file, columns, pages, packing)) {
      writer.write();
    }
  }

  private void write() throws IOException {
    put(MAGIC);
    List<ColumnChunk> chunks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      chunks.add(chunk(i));
    }
    RowGroup group = new RowGroup(chunks, position, rows);
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("rows").setNum_children(columns.size()));
    for (int i = 0; i < columns.size(); i++) {
      schema.add(StoredTypes.element(columns.get(i), repetition(i)));
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), footer);
    put(footer.toByteArray());
    put(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    put(MAGIC);
  }

  private ColumnChunk chunk(int column) throws IOException {
    long begin = position;
    long unpacked = 0;
    for (StagedPage page : pages) {
      values.clear();
      addValues(page, column);
      byte[] packed = packing.pack(values.bytes(), values.size());
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      Util.writePageHeader(
          new PageHeader(PageType.DATA_PAGE, values.size(), packed.length)
              .setData_page_header(
                  new DataPageHeader(
                      page.columns().rows(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE)),
          header);
      put(header.toByteArray());
      put(packed);
      unpacked += header.size() + values.size();
    }
    Type type = StoredTypes.of(columns.get(column).type());
    ColumnMetaData about =
        new ColumnMetaData(
            type,
            ENCODINGS,
            List.of(columns.get(column).name()),
            packing.codec(),
            rows,
            unpacked,
            position - begin,
            begin);
    return new ColumnChunk(begin).setMeta_data(about);
  }

  /** As the columns of a staging table follow each other: entry, id, time, then what varies. */
  private void addValues(StagedPage page, int column) {
    int count = page.columns().rows();
    switch (column) {
      case 0 -> values.repeat(page.entry().id(), count);
      case 1 -> values.addAll(page.columns().ids(), count);
      case 2 -> values.repeat(page.columns().extractedAt(), count);
      default -> values.addPresent(vector(page, column), count);
    }
  }

  private Vector vector(StagedPage page, int column) {
    return page.columns().ofRows()[column - 3];
  }

  private static FieldRepetitionType repetition(int column) {
    return column < 3 ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL;
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
