/** Comma-separated values, as Python's csv module reads them. */
package dev.tidemark.file.csv;
