/** Our transforms for pipelines in other languages, over gRPC. */
package dev.tidemark.expansion;
