/** Connectors that users add: manifests in their own folder, each with a pin. */
package dev.tidemark.connectors;
