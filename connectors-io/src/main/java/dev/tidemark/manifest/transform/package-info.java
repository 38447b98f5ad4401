/** Changes that a manifest makes to records, each in place. */
package dev.tidemark.manifest.transform;
