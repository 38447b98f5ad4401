package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import java.util.List;
import java.util.Map;

/**
 * One imitated API: its data and how it answers. The server around it does connections, limits,
 * faults and the log. All methods may be called by several threads at once; an answer is made from
 * one state of the data, before or after a {@link #grow} but never between.
 */
public interface Api {
  /** The rate this API allows when nothing else is asked for. */
  Rate rate();

  /** The names of all streams that can be read. */
  List<String> streams();

  /**
   * What a full read of a stream must give now, in the API's order.
   *
   * @param parameters of the request that select records; not those of paging
   */
  RecordSet truth(String stream, Map<String, String> parameters);

  /** Lets time go on: about so many records come, others change. */
  void grow(int count);

  /** Whether the request carries the right key. */
  boolean knows(Request request);

  /** Writes the body for a request with the right key. */
  Answer answer(Request request, JsonBytes body);

  /** Writes the body for a request without the right key. */
  Answer unauthorized(Request request, JsonBytes body);

  /** Writes the body for one request too many: the rate is exceeded, or a fault says so. */
  Answer tooManyRequests(Quota quota, JsonBytes body);

  /**
   * Headers of every answer.
   *
   * @param quota null when no rate is set
   */
  default Map<String, String> headers(Request request, Quota quota) {
    return Map.of();
  }
}
