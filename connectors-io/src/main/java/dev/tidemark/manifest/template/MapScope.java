package dev.tidemark.manifest.template;

import java.time.Clock;
import java.util.Map;

record MapScope(Map<String, ?> values, Clock clock) implements Scope {
  @Override
  public Object get(String name) {
    return values.get(name);
  }

  @Override
  public boolean has(String name) {
    return values.containsKey(name);
  }
}
