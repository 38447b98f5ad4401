package dev.tidemark.simulator.record;

import java.util.Arrays;
import java.util.Map;

/**
 * Members that many records share, written once: {@code Fragment.of("country", "US", "state",
 * null)}. A record made mostly of fragments costs a few copies of bytes.
 */
public final class Fragment {
  private final Map<String, Object> members;
  private final byte[] json;

  private Fragment(Map<String, Object> members) {
    this.members = members;
    byte[] object = new JsonBytes().value(members).toByteArray();
    this.json = Arrays.copyOfRange(object, 1, object.length - 1);
  }

  /** Names and values in turn. */
  public static Fragment of(Object... namesAndValues) {
    return new Fragment(Tree.object(namesAndValues));
  }

  /** The members of a JSON object. */
  public static Fragment of(Map<String, Object> members) {
    return new Fragment(members);
  }

  Map<String, Object> members() {
    return members;
  }

  byte[] json() {
    return json;
  }
}
