package dev.tidemark.shape;

/**
 * A record that could not become a row.
 *
 * @param record its JSON text
 * @param reason why not
 */
public record DeadLetter(String record, String reason) {}
