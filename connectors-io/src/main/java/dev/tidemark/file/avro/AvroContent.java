package dev.tidemark.file.avro;

import dev.tidemark.file.FileContent;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;

/** An open file. What the library throws is told as a problem. */
final class AvroContent implements Closeable {
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

  /** Something that the library does. */
  interface Step<T> {
    T run() throws IOException;
  }

  <T> T read(Step<T> step) throws IOException {
    return reading(file.name(), step);
  }

  DataFileReader<JsonObject> reader() {
    return reader;
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

  private static <T> T reading(String name, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (Problem e) {
      throw e;
    } catch (AvroInput.Failure e) {
      throw e.cause();
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof AvroInput.Failure failure) {
        throw failure.cause();
      }
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw Problem.source(name + ": is no whole Avro file: " + message, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
