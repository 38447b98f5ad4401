package dev.tidemark.source;

import java.io.Serializable;

/**
 * What becomes of the pages that {@link ReadPages} reads. One instance serves one thread at a time,
 * between {@link #open} and {@link #close}.
 */
public interface PageSink<T> extends PageTaker<T>, Serializable {
  /** Called once on the worker, before anything else. */
  void open();

  void close();
}
