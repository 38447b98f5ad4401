/** Records become columns: names, types, conversion, meta columns, dead letters. Pure functions. */
package dev.tidemark.shape;
