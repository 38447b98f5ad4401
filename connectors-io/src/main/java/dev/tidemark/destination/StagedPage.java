package dev.tidemark.destination;

import dev.tidemark.shape.ColumnBatch;

/**
 * A page on its way into the staging table.
 *
 * @param entry its note in the ledger
 * @param columns its rows
 */
public record StagedPage(LedgerEntry entry, ColumnBatch columns) {}
