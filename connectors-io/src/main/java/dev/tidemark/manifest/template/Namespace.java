package dev.tidemark.manifest.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code namespace(a=1)} gives: attributes that a loop can set for what follows it. */
final class Namespace implements Attributes {
  private final Map<String, Object> values = new LinkedHashMap<>();

  Namespace(Object start) {
    Dictionaries.keys(start)
        .forEach(key -> set(PythonText.str(key), Dictionaries.get(start, key, null)));
  }

  void set(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public boolean hasAttribute(String name) {
    return values.containsKey(name);
  }

  @Override
  public Object attribute(String name) {
    return values.get(name);
  }

  @Override
  public String toString() {
    return "<Namespace " + PythonText.repr(values) + ">";
  }
}
