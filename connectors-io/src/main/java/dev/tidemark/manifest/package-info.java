/**
 * The manifest engine: sources described in the low-code language of Airbyte's connector builder
 * ({@code type: DeclarativeSource}), compiled once and read page by page.
 */
package dev.tidemark.manifest;
