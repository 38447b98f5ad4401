/** The cases under {@code resources/conformance}, run; how to add one says the README there. */
package dev.tidemark.manifest.conformance;
