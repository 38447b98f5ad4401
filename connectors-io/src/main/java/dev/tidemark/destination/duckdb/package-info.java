/** DuckDB files as destinations. */
package dev.tidemark.destination.duckdb;
