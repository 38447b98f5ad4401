/** Syncs by Google Cloud Dataflow. */
package dev.tidemark.runner.dataflow;
