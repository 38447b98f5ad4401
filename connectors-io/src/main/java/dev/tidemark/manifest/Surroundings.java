package dev.tidemark.manifest;

import dev.tidemark.http.Network;
import dev.tidemark.http.Sender;
import dev.tidemark.http.Time;
import dev.tidemark.source.Trace;
import dev.tidemark.source.Wishes;

/**
 * What a source reaches beside itself.
 *
 * @param network how requests leave
 * @param wishes what is wanted of it
 * @param time what time it is
 * @param sender sends the requests
 * @param trace looks on
 */
record Surroundings(Network network, Wishes wishes, Time time, Sender sender, Trace trace) {
  Surroundings(Network network, Wishes wishes, Time time, Sender sender) {
    this(network, wishes, time, sender, Trace.NONE);
  }

  Surroundings with(Trace other) {
    return new Surroundings(network, wishes, time, sender, other);
  }
}
