/** Answers as manifests see them: decoded once, with their headers, for filters and paging. */
package dev.tidemark.manifest.response;
