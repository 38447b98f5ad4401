/** What may be set of a source or a destination, and settings that can travel without a secret. */
package dev.tidemark.config;
