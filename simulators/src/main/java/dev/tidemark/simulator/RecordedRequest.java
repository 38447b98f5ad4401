package dev.tidemark.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request as the simulator saw it: {@code sim.requests().get(0).query().get("page")}.
 *
 * @param method as sent
 * @param path decoded, without the query
 * @param query decoded; each name with all its values in order
 * @param headers by lower-case name; repeated ones joined by a comma
 * @param body empty when there was none
 * @param arrivalNanos {@link System#nanoTime} when the first byte was there
 * @param arrival the same by the simulator's clock
 * @param status of the answer; 0 when none was sent (yet, or ever after a connection reset)
 * @param sentNanos {@link System#nanoTime} when the answer was handed over; 0 when it was not yet
 * @param fault what was done on purpose, or null
 */
public record RecordedRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    long arrivalNanos,
    Instant arrival,
    int status,
    long sentNanos,
    FaultKind fault) {}
