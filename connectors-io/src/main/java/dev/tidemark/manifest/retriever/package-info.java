/** Reads pages: asks for them, sees that they are what they should be, takes the records out. */
package dev.tidemark.manifest.retriever;
