/** The stand-in for ChartMogul: customers, activities and customer counts, odd values included. */
package dev.tidemark.simulator.chartmogul;
