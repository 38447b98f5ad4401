/** Files that belong to records. */
package dev.tidemark.manifest.file;
