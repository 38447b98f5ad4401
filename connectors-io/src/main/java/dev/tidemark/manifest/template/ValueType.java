package dev.tidemark.manifest.template;

/** A type that a caller may restrict the value of a template to. */
public enum ValueType {
  STRING,
  /** Whole numbers, and booleans too, because Python counts them in. */
  INTEGER,
  /** Numbers with a decimal point only: 5 is none, 5.0 is one. */
  NUMBER,
  BOOLEAN,
  /** Lists, not tuples. */
  LIST,
  MAPPING
}
