package dev.tidemark.manifest.template;

import java.util.HashMap;
import java.util.Map;

/**
 * The names in force at one point of one evaluation: the scope, and what the template set itself.
 */
final class Frame {
  static final Object ABSENT = new Object();

  private final Scope scope;
  private final Frame outer;
  private final Frame root;
  private Map<String, Object> locals;
  private int steps;

  Frame(Scope scope) {
    this.scope = scope;
    this.outer = null;
    this.root = this;
  }

  private Frame(Frame outer) {
    this.scope = outer.scope;
    this.outer = outer;
    this.root = outer.root;
  }

  /** A frame whose names end with it. */
  Frame inner() {
    return new Frame(this);
  }

  Scope scope() {
    return scope;
  }

  void set(String name, Object value) {
    if (locals == null) {
      locals = new HashMap<>();
    }
    locals.put(name, value);
  }

  /** What the template itself set, else {@link #ABSENT}. */
  Object local(String name) {
    for (Frame frame = this; frame != null; frame = frame.outer) {
      if (frame.locals != null && frame.locals.containsKey(name)) {
        return frame.locals.get(name);
      }
    }
    return ABSENT;
  }

  /** Counts a turn of a loop against what an evaluation may cost. */
  void step() {
    root.steps++;
    if (root.steps > Limits.STEPS) {
      throw new EvaluationProblem("the template loops more than " + Limits.STEPS + " times");
    }
  }
}
