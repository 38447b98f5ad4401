/** What formats that are text have in common: encodings, and a window on the bytes. */
package dev.tidemark.file.text;
