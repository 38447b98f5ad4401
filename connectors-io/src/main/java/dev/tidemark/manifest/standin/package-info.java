/** Answers as the service of a manifest might, by nothing but the manifest itself. */
package dev.tidemark.manifest.standin;
