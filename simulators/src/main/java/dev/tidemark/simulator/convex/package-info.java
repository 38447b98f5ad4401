/** Convex's streaming export: tables as of a moment, the change log, and a window on both. */
package dev.tidemark.simulator.convex;
