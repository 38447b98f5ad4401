package dev.tidemark.shape;

/** What happens to data that the table has no place for. */
public enum Contract {
  /** The table gets a place: new columns, wider types. */
  EVOLVE,
  /** It goes to the meta column. */
  DISCARD,
  /** The stream fails before anything is written. */
  FREEZE
}
