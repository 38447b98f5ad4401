/** Slices of a stream: its parts, each over the intervals of its cursor that are to be read. */
package dev.tidemark.manifest.slicing;
