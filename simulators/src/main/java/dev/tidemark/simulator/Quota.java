package dev.tidemark.simulator;

import java.time.Instant;

/**
 * What is left of the rate after a request; at {@code reset} all of it is free again, if nothing
 * else is sent.
 */
public record Quota(int limit, int remaining, Instant reset) {}
