/** Syncs in this process, by Beam's DirectRunner. */
package dev.tidemark.runner.direct;
