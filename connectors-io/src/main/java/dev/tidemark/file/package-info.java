/** What it takes to read records from a file, whatever its format and wherever it lies. */
package dev.tidemark.file;
