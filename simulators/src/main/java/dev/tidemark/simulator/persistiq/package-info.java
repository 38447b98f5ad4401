/** The stand-in for PersistIQ: users, leads, campaigns and all that hangs on them. */
package dev.tidemark.simulator.persistiq;
