package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.Column;
import dev.tidemark.shape.Vector;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
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
 * each staged one, plain and uncompressed. It is read once, a moment later.
 */
final class RowsFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final List<Encoding> ENCODINGS = List.of(Encoding.PLAIN, Encoding.RLE);

  private final FileOutputStream file;
  private final OutputStream out;
  private final List<Column> columns;
  private final List<StagedPage> pages;
  private final int rows;
  private final PlainValues values = new PlainValues();
  private long position;

  private RowsFile(Path path, List<Column> columns, List<StagedPage> pages) throws IOException {
    this.file = new FileOutputStream(path.toFile());
    this.out = new BufferedOutputStream(file, BUFFER);
    this.columns = columns;
    this.pages = pages.stream().filter(page -> page.columns().rows() > 0).toList();
    this.rows = this.pages.stream().mapToInt(page -> page.columns().rows()).sum();
  }

  /**
   * Writes a file that is there to stay.
   *
   * @param columns those of a staging table
   */
  static void write(Path file, List<Column> columns, List<StagedPage> pages) throws IOException {
    try (RowsFile writer = new RowsFile(file, columns, pages)) {
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
    out.flush();
    file.getChannel().force(false);
  }

  private ColumnChunk chunk(int column) throws IOException {
    long begin = position;
    for (StagedPage page : pages) {
      values.clear();
      addValues(page, column);
      int size = values.size();
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      Util.writePageHeader(
          new PageHeader(PageType.DATA_PAGE, size, size)
              .setData_page_header(
                  new DataPageHeader(
                      page.columns().rows(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE)),
          header);
      put(header.toByteArray());
      put(values.bytes(), size);
    }
    Type type = StoredTypes.of(columns.get(column).type());
    ColumnMetaData about =
        new ColumnMetaData(
            type,
            ENCODINGS,
            List.of(columns.get(column).name()),
            CompressionCodec.UNCOMPRESSED,
            rows,
            position - begin,
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
    put(bytes, bytes.length);
  }

  private void put(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    position += length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
