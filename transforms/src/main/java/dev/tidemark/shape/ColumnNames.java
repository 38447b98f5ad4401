package dev.tidemark.shape;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Names of tables and columns made from the names that a source uses. */
public final class ColumnNames {
  private ColumnNames() {}

  /**
   * Lower case; every run of characters that is not a letter, digit or {@code _} becomes {@code _};
   * a leading digit gets {@code _} in front.
   */
  public static String normalise(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    boolean gap = false;
    for (int c : lower.codePoints().toArray()) {
      boolean kept = Character.isLetterOrDigit(c) || c == '_';
      if (kept) {
        out.appendCodePoint(c);
      } else if (!gap) {
        out.append('_');
      }
      gap = !kept;
    }
    if (out.isEmpty() || Character.isDigit(out.codePointAt(0))) {
      out.insert(0, '_');
    }
    return out.toString();
  }

  /**
   * What PyAirbyte calls the column of a field: in lower case, each character but ASCII letters and
   * digits as one {@code _}.
   */
  public static String ofPyAirbyte(String field) {
    String name = field.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    return name.isEmpty() || !Character.isDigit(name.charAt(0)) ? name : "_" + name;
  }

  /**
   * A column name for each new field. Where several want one name, the field that is spelled like
   * it gets it; the others get a suffix that depends on nothing but their own spelling, so that the
   * order in which fields turn up does not matter.
   *
   * @param fields new fields
   * @param taken names that are in use already
   */
  public static Map<String, String> assign(Collection<String> fields, Set<String> taken) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    fields.forEach(field -> wanted.merge(normalise(field), 1, Integer::sum));
    Set<String> used = new HashSet<>(taken);
    Map<String, String> names = new LinkedHashMap<>();
    for (String field : fields) {
      String name = normalise(field);
      boolean plain = !taken.contains(name) && (wanted.get(name) == 1 || name.equals(field));
      names.put(field, plain ? name : null);
      used.add(name);
    }
    // Only now, when all plain names are known, so that no suffixed one takes their place.
    for (String field : fields) {
      if (names.get(field) == null) {
        String name = unused(normalise(field) + "_" + suffix(field), used);
        used.add(name);
        names.put(field, name);
      }
    }
    return names;
  }

  private static String unused(String name, Set<String> used) {
    String candidate = name;
    for (int i = 2; used.contains(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  private static String suffix(String field) {
    CRC32 crc = new CRC32();
    crc.update(field.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
