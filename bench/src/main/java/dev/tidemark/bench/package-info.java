/** Benchmarks: the real thing against the same work done by hand, in processes of their own. */
package dev.tidemark.bench;
