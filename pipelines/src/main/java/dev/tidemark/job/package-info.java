/** The job file: read, checked with line and column, its secrets resolved. */
package dev.tidemark.job;
