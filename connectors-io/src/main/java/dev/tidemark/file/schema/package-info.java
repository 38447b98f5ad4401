/** What records look like: found out, and merged over files. */
package dev.tidemark.file.schema;
