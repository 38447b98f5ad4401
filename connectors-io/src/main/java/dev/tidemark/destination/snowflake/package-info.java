/** Snowflake. */
package dev.tidemark.destination.snowflake;
