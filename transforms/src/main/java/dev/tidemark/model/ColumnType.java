package dev.tidemark.model;

/** The types of columns; each destination says what it calls them. */
public enum ColumnType {
  TEXT,
  BOOLEAN,
  /** 64 bits. */
  INTEGER,
  /** 128 bits, or as many digits as the destination has. */
  BIG_INTEGER,
  /** 38 digits, 9 of them after the point. */
  DECIMAL,
  DOUBLE,
  DATE,
  TIME,
  /** Without a zone. */
  TIMESTAMP,
  /** An instant. */
  TIMESTAMP_TZ,
  JSON,
  UUID
}
