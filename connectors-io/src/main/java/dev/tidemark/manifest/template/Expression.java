package dev.tidemark.manifest.template;

/** A compiled expression: no state, so any thread may evaluate it. */
interface Expression {
  Object value(Frame frame);
}
