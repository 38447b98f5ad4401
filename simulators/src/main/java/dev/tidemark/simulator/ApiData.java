package dev.tidemark.simulator;

import dev.tidemark.simulator.record.RecordSet;
import java.util.List;
import java.util.Map;

/**
 * What there is to read in an imitated account. All methods may be called by several threads at
 * once; a selection is made from one state, before or after a {@link #grow} but never between.
 */
public interface ApiData {
  /** The names of all streams that can be read. */
  List<String> streams();

  /**
   * What a full read of a stream must give now, in the API's order.
   *
   * @param parameters of the request that select records; not those of paging
   */
  RecordSet select(String stream, Map<String, String> parameters);

  /** Lets time go on: about so many records come, others change. */
  void grow(int count);
}
