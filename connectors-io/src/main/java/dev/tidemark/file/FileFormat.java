package dev.tidemark.file;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;

/**
 * A format with its options. Immutable, and safe for any number of threads.
 *
 * <p>What is wrong with a file as a whole is a {@link Problem} that says where; what is wrong with
 * one record is a {@link BadRecord} in its page. An {@link IOException} is of the place where the
 * file lies, and never of what is in it.
 */
public interface FileFormat {
  /**
   * JSON Schema of the records, from the beginning of a file.
   *
   * @return its {@code properties} in the order of the file; types are without null, see {@code
   *     dev.tidemark.file.schema}
   */
  JsonObject infer(FileContent file) throws IOException;

  /**
   * Divides a file into parts that can be read each by itself.
   *
   * @param after the last part that is known already; null to begin at the beginning
   * @param size how many bytes of the file a part should have
   */
  Splitter splits(FileContent file, Split after, long size) throws IOException;

  /** Reads one part; the caller closes the reader. */
  PageReader open(Reading reading) throws IOException;
}
