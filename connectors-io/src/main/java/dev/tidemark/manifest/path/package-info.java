/** Paths into JSON values. */
package dev.tidemark.manifest.path;
