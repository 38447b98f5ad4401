package dev.tidemark.manifest.language;

import dev.tidemark.manifest.template.Scope;
import java.time.Clock;

/** Two scopes as one; the clock is that of the upper one, if it has one. */
record Layered(Scope above, Scope below) implements Scope {
  @Override
  public Object get(String name) {
    return above.has(name) ? above.get(name) : below.get(name);
  }

  @Override
  public boolean has(String name) {
    return above.has(name) || below.has(name);
  }

  @Override
  public Clock clock() {
    return above.clock() == null ? below.clock() : above.clock();
  }
}
