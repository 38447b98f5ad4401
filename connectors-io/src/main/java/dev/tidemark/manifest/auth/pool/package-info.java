/** Several tokens of one kind, used in turn as far as the quota of each goes. */
package dev.tidemark.manifest.auth.pool;
