/** Postgres. */
package dev.tidemark.destination.postgres;
