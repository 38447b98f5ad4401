package dev.tidemark.manifest.conformance;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a case.
 *
 * @param streams what the source says it has
 * @param records by stream
 * @param states by stream, in the language's shape
 * @param problem the first one, or null
 */
record Outcome(
    List<StreamSpec> streams,
    Map<String, List<JsonObject>> records,
    Map<String, JsonObject> states,
    Problem problem,
    List<Asked> asked,
    List<Duration> waits) {}
