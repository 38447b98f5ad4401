/** Destinations in pipelines of one's own: rows of Beam staged and committed. */
package dev.tidemark.destination.rows;
