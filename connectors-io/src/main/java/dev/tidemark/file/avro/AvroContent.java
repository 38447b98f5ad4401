package dev.tidemark.file.avro;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.Decoding;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** An open file. What the library throws is told as a problem. */
final class AvroContent implements Closeable {
  private static final int MOST_VARINT = 10;

  /** Writers make blocks of some kilobytes. */
  private static final long MOST_BLOCK = 256 << 20;

  private final FileContent file;
  private final AvroInput input;
  private final AvroValues values;
  private final DataFileReader<JsonObject> reader;

  private AvroContent(
      FileContent file, AvroInput input, AvroValues values, DataFileReader<JsonObject> reader) {
    this.file = file;
    this.input = input;
    this.values = values;
    this.reader = reader;
  }

  static AvroContent open(FileContent file, boolean doublesAreText) throws IOException {
    AvroInput input = new AvroInput(file);
    AvroValues values = new AvroValues(doublesAreText);
    try {
      DataFileReader<JsonObject> reader =
          reading(file.name(), () -> new DataFileReader<>(input, values));
      if (reader.getSchema().getType() != Schema.Type.RECORD) {
        throw Problem.source(
            file.name()
                + ": holds values of type "
                + reader.getSchema().getType()
                + ", which are no records");
      }
      return new AvroContent(file, input, values, reader);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  AvroValues values() {
    return values;
  }

  /** Runs what the library does. */
  <T> T read(Decoding.Step<T> step) throws IOException {
    return reading(file.name(), step);
  }

  DataFileReader<JsonObject> reader() {
    return reader;
  }

  /** The library would make room for whatever the block that comes next says that it has. */
  void refuseHugeBlock() throws IOException {
    long start = reader.previousSync();
    byte[] head = input.peek(start, 2 * MOST_VARINT);
    if (head.length == 0) {
      return;
    }
    BinaryDecoder numbers = DecoderFactory.get().binaryDecoder(head, null);
    long size =
        read(
            () -> {
              numbers.readLong();
              return numbers.readLong();
            });
    if (size > MOST_BLOCK || (file.length() >= 0 && size > file.length() - start)) {
      throw Problem.source(
          file.name()
              + ": is no whole Avro file: the block at byte "
              + start
              + " says that it has "
              + size
              + " bytes");
    }
  }

  /** The library takes a block that is cut at its beginning for the end. */
  void requireEnd() {
    if (input.tell() > reader.previousSync()) {
      throw Problem.source(
          file.name()
              + ": is no whole Avro file: what follows byte "
              + reader.previousSync()
              + " is no block");
    }
  }

  private static <T> T reading(String name, Decoding.Step<T> step) throws IOException {
    return Decoding.run(name, "Avro", step);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
