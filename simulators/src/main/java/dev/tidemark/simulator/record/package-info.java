/**
 * How invented records are made: seeded choices, times, identifiers, and JSON text written fast.
 */
package dev.tidemark.simulator.record;
