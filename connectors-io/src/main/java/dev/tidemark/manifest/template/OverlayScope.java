package dev.tidemark.manifest.template;

import java.time.Clock;

/** Another scope with one name on top; without a name it only changes the clock. */
record OverlayScope(Scope below, String name, Object value, Clock clock) implements Scope {
  @Override
  public Object get(String wanted) {
    return wanted.equals(name) ? value : below.get(wanted);
  }

  @Override
  public boolean has(String wanted) {
    return wanted.equals(name) || below.has(wanted);
  }
}
