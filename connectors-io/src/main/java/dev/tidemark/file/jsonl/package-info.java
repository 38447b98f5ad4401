/** JSON values on lines. */
package dev.tidemark.file.jsonl;
