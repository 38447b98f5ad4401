/** Values of binary formats in the form that records have them. */
package dev.tidemark.file.value;
