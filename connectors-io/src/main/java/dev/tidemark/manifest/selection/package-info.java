/** Which parts of an answer are records, and which of those are wanted. */
package dev.tidemark.manifest.selection;
