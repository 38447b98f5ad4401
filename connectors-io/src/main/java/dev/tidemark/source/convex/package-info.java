/** Convex: tables as of a moment, then the log of what changed, read once for all tables. */
package dev.tidemark.source.convex;
