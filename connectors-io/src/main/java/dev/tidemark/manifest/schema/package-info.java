/** Where the JSON Schemas of streams come from. */
package dev.tidemark.manifest.schema;
