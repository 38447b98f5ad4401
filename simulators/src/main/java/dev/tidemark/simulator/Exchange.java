package dev.tidemark.simulator;

import dev.tidemark.simulator.record.JsonBytes;

/**
 * A request with the right key and what its answer depends on.
 *
 * @param quota left after it, or null when no rate is set
 * @param fault dealt to it, or null
 * @param body of the answer, to be written
 */
record Exchange(Request request, Quota quota, Fault fault, JsonBytes body) {}
