/** A destination that is a SQL database: all of it but what databases differ in. */
package dev.tidemark.destination.sql;
