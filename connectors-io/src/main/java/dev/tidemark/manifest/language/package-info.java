/**
 * Manifests as text and as trees: YAML read, references resolved, parameters handed down, and the
 * typed view of the result that components are made from.
 */
package dev.tidemark.manifest.language;
