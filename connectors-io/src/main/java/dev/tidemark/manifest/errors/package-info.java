/** What the answers of a source mean: which are good, which are tried again and when. */
package dev.tidemark.manifest.errors;
