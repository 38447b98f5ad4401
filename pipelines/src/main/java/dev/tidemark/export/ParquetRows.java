package dev.tidemark.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import dev.tidemark.destination.ResultColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Rows as a Parquet file, in row groups of a bounded size. */
final class ParquetRows implements RowWriter {
  private static final int DECIMAL_BYTES = 16;
  private static final long ROW_GROUP = 64L << 20;

  private final ParquetWriter<List<Object>> writer;

  ParquetRows(List<ResultColumn> columns, OutputStream out) throws IOException {
    this.writer =
        new Builder(new Target(out), columns)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodec())
            .withCompressionCodec(ZstdCodec.NAME)
            .withRowGroupSize(ROW_GROUP)
            .build();
  }

  @Override
  public void write(List<Object> row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static MessageType schema(List<ResultColumn> columns) {
    return new MessageType("rows", columns.stream().map(ParquetRows::type).toList());
  }

  private static Type type(ResultColumn column) {
    Types.PrimitiveBuilder<PrimitiveType> type =
        switch (column.type()) {
          case TEXT, JSON, UUID -> Types.optional(PrimitiveTypeName.BINARY).as(stringType());
          case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN);
          case INTEGER -> Types.optional(PrimitiveTypeName.INT64);
          case BIG_INTEGER, DECIMAL ->
              Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                  .length(DECIMAL_BYTES)
                  .as(decimalType(column.scale(), Cells.DIGITS));
          case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE);
          case DATE -> Types.optional(PrimitiveTypeName.INT32).as(dateType());
          case TIME -> Types.optional(PrimitiveTypeName.INT64).as(timeType(false, TimeUnit.MICROS));
          case TIMESTAMP ->
              Types.optional(PrimitiveTypeName.INT64).as(timestampType(false, TimeUnit.MICROS));
          case TIMESTAMP_TZ ->
              Types.optional(PrimitiveTypeName.INT64).as(timestampType(true, TimeUnit.MICROS));
        };
    return type.named(column.name());
  }

  private static final class Builder extends ParquetWriter.Builder<List<Object>, Builder> {
    private final List<ResultColumn> columns;

    Builder(OutputFile file, List<ResultColumn> columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<List<Object>> getWriteSupport(Configuration conf) {
      return new Rows(columns);
    }

    @Override
    protected WriteSupport<List<Object>> getWriteSupport(ParquetConfiguration conf) {
      return new Rows(columns);
    }
  }

  /** Hands the values of a row to the library. */
  private static final class Rows extends WriteSupport<List<Object>> {
    private final List<ResultColumn> columns;
    private RecordConsumer consumer;

    Rows(List<ResultColumn> columns) {
      this.columns = columns;
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return init(new PlainParquetConfiguration());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(List<Object> row) {
      consumer.startMessage();
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i) != null) {
          ResultColumn column = columns.get(i);
          consumer.startField(column.name(), i);
          value(column, row.get(i));
          consumer.endField(column.name(), i);
        }
      }
      consumer.endMessage();
    }

    private void value(ResultColumn column, Object value) {
      switch (column.type()) {
        case TEXT, JSON, UUID ->
            consumer.addBinary(Binary.fromConstantByteArray(Cells.utf8(column, value)));
        case BOOLEAN -> consumer.addBoolean((Boolean) value);
        case DOUBLE -> consumer.addDouble(((Number) value).doubleValue());
        case DATE -> consumer.addInteger((int) Cells.number(column.type(), value));
        case BIG_INTEGER, DECIMAL -> consumer.addBinary(decimal(column, value));
        case INTEGER, TIME, TIMESTAMP, TIMESTAMP_TZ ->
            consumer.addLong(Cells.number(column.type(), value));
      }
    }

    private static Binary decimal(ResultColumn column, Object value) {
      byte[] shortest = Cells.digits(column, value).toByteArray();
      byte[] bytes = new byte[DECIMAL_BYTES];
      Arrays.fill(bytes, (byte) (shortest[0] < 0 ? -1 : 0));
      System.arraycopy(shortest, 0, bytes, DECIMAL_BYTES - shortest.length, shortest.length);
      return Binary.fromConstantByteArray(bytes);
    }
  }

  /** A stream as the library's idea of a file that is made. */
  private record Target(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Positioned(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return new Positioned(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Counts what is written; the stream is its owner's to close. */
  private static final class Positioned extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Positioned(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
