/** Streams that are made of a template, one for each entry of a list. */
package dev.tidemark.manifest.dynamic;
