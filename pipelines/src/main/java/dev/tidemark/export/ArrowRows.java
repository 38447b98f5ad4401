package dev.tidemark.export;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.model.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as an Arrow file, in batches. */
final class ArrowRows implements RowWriter {
  private static final int MOST_ROWS = 8_192;

  /** A batch with long texts has fewer rows. */
  private static final long MOST_TEXT = 16L << 20;

  private final List<ResultColumn> columns;
  private final BufferAllocator memory = new RootAllocator();
  private final VectorSchemaRoot batch;
  private final ArrowFile file;
  private int rows;
  private long text;

  ArrowRows(List<ResultColumn> columns, OutputStream out) throws IOException {
    this.columns = columns;
    Schema schema = new Schema(columns.stream().map(ArrowRows::field).toList());
    this.batch = VectorSchemaRoot.create(schema, memory);
    this.file = new ArrowFile(schema, out);
  }

  private static Field field(ResultColumn column) {
    return new Field(column.name(), FieldType.nullable(type(column)), null);
  }

  private static ArrowType type(ResultColumn column) {
    return switch (column.type()) {
      case TEXT, JSON, UUID -> new ArrowType.Utf8();
      case BOOLEAN -> new ArrowType.Bool();
      case INTEGER -> new ArrowType.Int(Long.SIZE, true);
      case BIG_INTEGER, DECIMAL -> new ArrowType.Decimal(Cells.DIGITS, column.scale(), 128);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case TIMESTAMP_TZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
    };
  }

  @Override
  public void write(List<Object> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      FieldVector vector = batch.getVector(i);
      Object value = row.get(i);
      if (value == null) {
        while (vector.getValueCapacity() <= rows) {
          vector.reAlloc();
        }
        vector.setNull(rows);
      } else {
        set(vector, columns.get(i), value);
      }
    }
    rows++;
    if (rows == MOST_ROWS || text >= MOST_TEXT) {
      endBatch();
    }
  }

  private void set(FieldVector vector, ResultColumn column, Object value) {
    ColumnType type = column.type();
    switch (type) {
      case TEXT, JSON, UUID -> {
        byte[] bytes = Cells.utf8(column, value);
        text += bytes.length;
        ((VarCharVector) vector).setSafe(rows, bytes);
      }
      case BOOLEAN -> ((BitVector) vector).setSafe(rows, (Boolean) value ? 1 : 0);
      case INTEGER -> ((BigIntVector) vector).setSafe(rows, Cells.number(type, value));
      case BIG_INTEGER, DECIMAL ->
          ((DecimalVector) vector)
              .setSafe(rows, new BigDecimal(Cells.digits(column, value), column.scale()));
      case DOUBLE -> ((Float8Vector) vector).setSafe(rows, ((Number) value).doubleValue());
      case DATE -> ((DateDayVector) vector).setSafe(rows, (int) Cells.number(type, value));
      case TIME -> ((TimeMicroVector) vector).setSafe(rows, Cells.number(type, value));
      case TIMESTAMP, TIMESTAMP_TZ ->
          ((TimeStampVector) vector).setSafe(rows, Cells.number(type, value));
    }
  }

  private void endBatch() throws IOException {
    batch.setRowCount(rows);
    file.write(batch);
    batch.clear();
    rows = 0;
    text = 0;
  }

  @Override
  public void close() throws IOException {
    try (memory;
        batch) {
      if (rows > 0) {
        endBatch();
      }
      file.end();
    }
  }
}
