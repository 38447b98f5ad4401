/** Tidemarks in the shapes that Airbyte's protocol has for the state of a stream. */
package dev.tidemark.manifest.state;
