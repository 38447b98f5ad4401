/** One sync: planned, built as a Beam pipeline, run, reported. */
package dev.tidemark.sync;
