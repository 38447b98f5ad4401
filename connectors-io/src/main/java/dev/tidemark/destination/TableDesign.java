package dev.tidemark.destination;

import dev.tidemark.model.TableSchema;

/**
 * How a stream's table is to be for a run.
 *
 * @param before the table as it is, or null if there is none
 * @param after the table as it must be; each column of {@code before} has its place in it
 * @param staged what is staged of it
 */
public record TableDesign(TableSchema before, TableSchema after, TableSchema staged) {}
