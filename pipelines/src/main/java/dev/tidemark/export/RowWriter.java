package dev.tidemark.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes rows in some format; what it has is whole only when it has been closed. */
interface RowWriter extends Closeable {
  void write(List<Object> row) throws IOException;
}
