package dev.tidemark.simulator.record;

import java.util.Map;

/**
 * How the records of one stream are made, each from its position alone: {@code recipe.record(0)} is
 * the first. The same position gives the same record until the data is changed on purpose.
 */
@FunctionalInterface
public interface Recipe {
  /** Hands the members of the record at a position to the sink. */
  void write(int position, RecordSink sink);

  /** The record as a map: strings, longs, doubles, booleans, lists, maps, nulls. */
  default Map<String, Object> record(int position) {
    MapRecordSink sink = new MapRecordSink();
    write(position, sink);
    return sink.record();
  }

  /** Appends the records from one position up to another (exclusive), with commas between. */
  default void append(JsonBytes out, int from, int to) {
    JsonRecordSink sink = new JsonRecordSink(out);
    for (int position = from; position < to; position++) {
      if (position > from) {
        out.raw(',');
      }
      sink.record(this, position);
    }
  }
}
