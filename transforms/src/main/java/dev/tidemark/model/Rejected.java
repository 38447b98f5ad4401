package dev.tidemark.model;

/**
 * What its source could not make a record of.
 *
 * @param what JSON text: what stood there, and where
 * @param reason what is wrong with it
 */
public record Rejected(String what, String reason) {}
