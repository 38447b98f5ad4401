package dev.tidemark.manifest.slicing;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Attributes;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A slice as templates see it: one map, with its three pieces as attributes. */
final class SliceView extends AbstractMap<String, Object> implements Attributes {
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final Map<String, Object> attributes;

  SliceView(JsonObject partition, Map<String, Object> interval, Map<String, Object> extra) {
    for (int i = 0; i < partition.size(); i++) {
      all.put(partition.name(i), partition.value(i));
    }
    all.putAll(interval);
    attributes = Map.of("partition", partition, "cursor_slice", interval, "extra_fields", extra);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return all.entrySet();
  }

  @Override
  public Object get(Object key) {
    return all.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return all.containsKey(key);
  }

  @Override
  public boolean hasAttribute(String name) {
    return attributes.containsKey(name);
  }

  @Override
  public Object attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
