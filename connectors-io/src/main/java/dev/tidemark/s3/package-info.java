/** Buckets that speak as S3 does, for sources and destinations. */
package dev.tidemark.s3;
