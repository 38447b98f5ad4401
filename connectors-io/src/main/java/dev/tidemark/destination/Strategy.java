package dev.tidemark.destination;

/** How staged rows enter the table. */
public enum Strategy {
  /** Each is added. */
  APPEND,
  /** One row for each primary key: the newest version. */
  MERGE,
  /**
   * What came from one part of the stream, such as a file, takes the place of what came from that
   * part before.
   */
  SUPERSEDE,
  /** The table holds what this run read and nothing else, from one moment to the next. */
  REPLACE,
  /** Each version of a record is a row that says since when it holds and until when. */
  SCD2;

  /** Whether an entering row is put beside those of its primary key. */
  public boolean byKey() {
    return this == MERGE || this == SCD2;
  }
}
