package dev.tidemark.manifest.paging;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Attributes;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A record as pagination templates see it: a map whose attribute {@code data} is the record itself,
 * so that a field of that name is to be had with brackets only.
 */
final class LastRecord extends AbstractMap<String, Object> implements Attributes {
  private static final String DATA = "data";

  private final JsonObject record;

  LastRecord(JsonObject record) {
    this.record = record;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Set<Entry<String, Object>> entries = new LinkedHashSet<>();
    for (int i = 0; i < record.size(); i++) {
      entries.add(new SimpleImmutableEntry<>(record.name(i), record.value(i)));
    }
    return entries;
  }

  @Override
  public Object get(Object key) {
    return key instanceof String name ? record.get(name) : null;
  }

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String name && record.has(name);
  }

  @Override
  public boolean hasAttribute(String name) {
    return name.equals(DATA);
  }

  @Override
  public Object attribute(String name) {
    return record;
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
