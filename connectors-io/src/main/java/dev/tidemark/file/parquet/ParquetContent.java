package dev.tidemark.file.parquet;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.Decoding;
import dev.tidemark.file.value.TemporaryCopy;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/** An open file: its footer and its row groups. What the library throws is told as a problem. */
final class ParquetContent implements Closeable {
  /** Of a file that must be unpacked as a whole before it can be read. */
  private static final long MOST_UNPACKED = 8L << 30;

  private static final int BUFFER = 16 << 20;

  private final String name;
  private final TemporaryCopy copy;
  private final ParquetFileReader reader;

  private ParquetContent(String name, TemporaryCopy copy, ParquetFileReader reader) {
    this.name = name;
    this.copy = copy;
    this.reader = reader;
  }

  static ParquetContent open(FileContent file) throws IOException {
    TemporaryCopy copy = file.isSeekable() ? null : TemporaryCopy.of(file, MOST_UNPACKED);
    try {
      FileContent content = copy == null ? file : copy;
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new Codecs())
              .withMaxAllocationInBytes(BUFFER)
              .usePageChecksumVerification()
              .build();
      if (content.length() < 12) {
        throw Problem.source(file.name() + ": is no Parquet file; it has fewer than 12 bytes");
      }
      ParquetInput input = new ParquetInput(content);
      ParquetFileReader reader = reading(file.name(), () -> ParquetFileReader.open(input, options));
      return new ParquetContent(file.name(), copy, reader);
    } catch (IOException | RuntimeException e) {
      if (copy != null) {
        copy.close();
      }
      throw e;
    }
  }

  MessageType schema() {
    return reader.getFooter().getFileMetaData().getSchema();
  }

  List<BlockMetaData> groups() {
    return reader.getFooter().getBlocks();
  }

  PageReadStore group(int position) throws IOException {
    return reading(name + ", row group " + position, () -> reader.readRowGroup(position));
  }

  /** Runs what the library does. */
  static <T> T reading(String place, Decoding.Step<T> step) throws IOException {
    return Decoding.run(place, "Parquet", step);
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } finally {
      if (copy != null) {
        copy.close();
      }
    }
  }
}
