package dev.tidemark.s3;

import java.time.Instant;

/**
 * An object as a listing tells of it.
 *
 * @param modified in whole seconds
 */
public record StoredObject(String key, long size, String etag, Instant modified) {}
