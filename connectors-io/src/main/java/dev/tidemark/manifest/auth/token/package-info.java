/** Tokens that have to be asked for, and that all who read from an account share. */
package dev.tidemark.manifest.auth.token;
