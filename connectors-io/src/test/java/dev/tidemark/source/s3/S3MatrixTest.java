package dev.tidemark.source.s3;

import dev.tidemark.file.Seeds;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written in every format, packing and encoding is what is read out of a bucket. */
class S3MatrixTest {
  static LongStream seeds() {
    return Seeds.of(2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasWrittenIsRead(long seed) throws Exception {
    try (Store store = new Store()) {
      new Matrix((key, content) -> store.bucket.put(key, content, Store.MONDAY), store::config)
          .compare(seed);
    }
  }
}
