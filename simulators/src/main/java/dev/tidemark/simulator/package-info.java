/**
 * Local stand-ins for the APIs that Tidemark reads, with faults on demand: the server, its limits,
 * its log and its front door, {@link dev.tidemark.simulator.Simulators}.
 */
package dev.tidemark.simulator;
