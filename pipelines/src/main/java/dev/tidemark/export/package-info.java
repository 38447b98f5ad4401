/** Rows of queries as files. */
package dev.tidemark.export;
