/** BigQuery. */
package dev.tidemark.destination.bigquery;
