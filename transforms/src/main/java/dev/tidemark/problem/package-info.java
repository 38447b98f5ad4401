/** The closed family of things that can go wrong, each knowing what the user can do about it. */
package dev.tidemark.problem;
