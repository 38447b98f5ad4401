package dev.tidemark.source;

import dev.tidemark.http.Onlooker;
import dev.tidemark.http.Request;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Slice;
import java.util.List;

/**
 * Looks on while a source is read, for people who write one. Called on the threads that read; what
 * it is told may hold secrets, so whoever shows it masks it.
 */
public interface Trace extends Onlooker {
  /** Sees nothing. */
  Trace NONE =
      new Trace() {
        @Override
        public void sending(Request request, boolean confidential) {}

        @Override
        public void answered(Answered answered) {}

        @Override
        public void slices(String stream, List<Slice> slices, boolean more) {}

        @Override
        public void page(Slice slice, long index) {}

        @Override
        public void records(String path, List<Change> changes) {}

        @Override
        public void value(String path, String template, Object value) {}
      };

  /**
   * Slices were listed.
   *
   * @param more whether others follow
   */
  void slices(String stream, List<Slice> slices, boolean more);

  /** A page is about to be read; pages of a slice are numbered from 0. */
  void page(Slice slice, long index);

  /**
   * Records of an answer were selected.
   *
   * @param path what selected them: its place in the manifest
   */
  void records(String path, List<Change> changes);

  /**
   * A template was evaluated.
   *
   * @param path its place in the manifest
   */
  void value(String path, String template, Object value);

  /**
   * What became of a record.
   *
   * @param before as it was in the answer
   * @param after as it is now; null if it is not wanted
   */
  record Change(JsonObject before, JsonObject after) {}
}
