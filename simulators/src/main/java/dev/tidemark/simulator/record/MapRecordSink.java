package dev.tidemark.simulator.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects members as a map in the order of the API. */
final class MapRecordSink implements RecordSink {
  private final Map<String, Object> members = new LinkedHashMap<>();

  Map<String, Object> record() {
    return Collections.unmodifiableMap(members);
  }

  @Override
  public void text(String name, String value) {
    members.put(name, value);
  }

  @Override
  public void number(String name, long value) {
    members.put(name, value);
  }

  @Override
  public void fraction(String name, double value) {
    members.put(name, value);
  }

  @Override
  public void flag(String name, boolean value) {
    members.put(name, value);
  }

  @Override
  public void value(String name, Object value) {
    members.put(name, value);
  }

  @Override
  public void all(Fragment fragment) {
    members.putAll(fragment.members());
  }
}
