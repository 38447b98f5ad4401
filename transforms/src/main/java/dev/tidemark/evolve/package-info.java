/** How a table's columns follow the data: what is added, what is widened, what stands beside. */
package dev.tidemark.evolve;
