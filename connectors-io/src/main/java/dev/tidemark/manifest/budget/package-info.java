/** How many requests a source may be sent, by its manifest and by its own headers. */
package dev.tidemark.manifest.budget;
