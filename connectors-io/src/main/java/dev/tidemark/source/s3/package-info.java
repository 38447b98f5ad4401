/** Files in buckets of S3 and of what speaks like it. */
package dev.tidemark.source.s3;
