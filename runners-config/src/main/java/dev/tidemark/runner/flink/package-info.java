/** Syncs by Flink. */
package dev.tidemark.runner.flink;
