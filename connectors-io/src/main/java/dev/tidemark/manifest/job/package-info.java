/** Reads what a source prepares in a job: asks for it, waits until it is ready, downloads it. */
package dev.tidemark.manifest.job;
