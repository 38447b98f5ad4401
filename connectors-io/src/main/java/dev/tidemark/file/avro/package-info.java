/** Avro container files. */
package dev.tidemark.file.avro;
