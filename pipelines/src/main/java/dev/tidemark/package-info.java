/**
 * The front door for Java programs.
 *
 * <pre>{@code
 * SyncResult result =
 *     Tidemark.source("chartmogul")
 *         .config(Map.of("api_key", key, "start_date", "2026-01-01T00:00:00Z"))
 *         .streams("customers", "activities")
 *         .into("duckdb:analytics.duckdb")
 *         .sync();
 * long customers = result.dataset("customers").count();
 * }</pre>
 */
package dev.tidemark;
