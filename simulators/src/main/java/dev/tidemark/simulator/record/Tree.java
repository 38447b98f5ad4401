package dev.tidemark.simulator.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values written down in Java: {@code Tree.object("tags", Tree.array("vip", "eu"))}. */
public final class Tree {
  private Tree() {}

  /** An unmodifiable object out of names and values in turn; values may be null. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(members);
  }

  /** An unmodifiable array; values may be null. */
  public static List<Object> array(Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values.clone()));
  }
}
