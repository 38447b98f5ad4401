/** A bucket of S3: listing and reading, with what S3 says when it refuses. */
package dev.tidemark.simulator.s3;
