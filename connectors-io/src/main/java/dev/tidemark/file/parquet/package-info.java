/** Parquet. */
package dev.tidemark.file.parquet;
