/** What records look like: found out, merged over files, and held against them. */
package dev.tidemark.file.schema;
