package dev.tidemark.simulator.s3;

import java.time.Instant;

/** An object; nobody changes its bytes. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StoredObject(byte[] content, String etag, Instant modified) {}
