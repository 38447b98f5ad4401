/** Requests made from a manifest: where to, with which parameters, headers and body. */
package dev.tidemark.manifest.requester;
