/** All formats there are. */
package dev.tidemark.file.format;
