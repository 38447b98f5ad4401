/** The ways of a manifest to show credentials. */
package dev.tidemark.manifest.auth;
