package dev.tidemark.manifest.path;

import java.util.regex.Pattern;

/** A segment of a path that may match several keys: {@code *}, {@code ?} and {@code [seq]}. */
final class Glob {
  private Glob() {}

  static boolean isGlob(String segment) {
    return segment.indexOf('*') >= 0 || segment.indexOf('?') >= 0 || segment.indexOf('[') >= 0;
  }

  static boolean matches(String segment, String key) {
    return isGlob(segment) ? pattern(segment).matcher(key).matches() : segment.equals(key);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? endOfSet(glob, i) : -1;
      if (end > 0) {
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + c));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** A bracket that nothing closes stands for itself; one right after the opening is in the set. */
  private static int endOfSet(String glob, int start) {
    int from = start + 1;
    if (from < glob.length() && glob.charAt(from) == '!') {
      from++;
    }
    return glob.indexOf(']', from + 1);
  }
}
