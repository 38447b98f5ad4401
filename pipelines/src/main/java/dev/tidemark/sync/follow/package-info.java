/** Syncs without an end: streams are followed turn after turn. */
package dev.tidemark.sync.follow;
