/** Parquet files in a folder or an object store, as a destination. */
package dev.tidemark.destination.parquet;
