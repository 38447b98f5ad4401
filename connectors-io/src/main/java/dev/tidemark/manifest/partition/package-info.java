/** What a stream is divided into beside time: listed values, and the records of other streams. */
package dev.tidemark.manifest.partition;
