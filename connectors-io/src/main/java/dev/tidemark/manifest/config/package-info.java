/** What a manifest does to the config it is given, and demands of it. */
package dev.tidemark.manifest.config;
