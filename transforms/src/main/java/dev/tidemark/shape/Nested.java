package dev.tidemark.shape;

/** What becomes of objects within records. */
public enum Nested {
  /** Each is one value. */
  JSON,
  /** Their fields are fields of the record, their names joined by dots. */
  COLUMNS,
  /** The same, and those in lists are rows of tables of their own. */
  TABLES;

  /** Objects that lie deeper than this within others stay values. */
  static final int DEPTH = 5;
}
