package dev.tidemark.destination;

/** How staged rows enter the table. */
public enum Strategy {
  /** Each is added. */
  APPEND,
  /** One row for each primary key: the newest version. */
  MERGE,
  /** The table holds what this run read and nothing else, from one moment to the next. */
  REPLACE
}
