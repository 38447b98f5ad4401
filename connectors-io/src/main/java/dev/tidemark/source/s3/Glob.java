package dev.tidemark.source.s3;

import java.util.regex.Pattern;

/**
 * A pattern of keys. {@code *}, {@code ?} and {@code [abc]} stay within a part of the path, {@code
 * **} as a whole part stands for any number of parts; none of them matches a dot that a part begins
 * with.
 */
final class Glob {
  private static final String PART = "(?!\\.)[^/]+";

  private final Pattern pattern;
  private final String prefix;

  Glob(String glob) {
    this.pattern = Pattern.compile(regex(glob), Pattern.DOTALL);
    this.prefix = literal(glob);
  }

  boolean matches(String key) {
    return pattern.matcher(key).matches();
  }

  /** What all keys begin with that it matches. */
  String prefix() {
    return prefix;
  }

  private static String literal(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[\\".indexOf(glob.charAt(i)) >= 0) {
        return glob.substring(0, i);
      }
    }
    return glob;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    String[] parts = glob.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      if (!parts[i].equals("**")) {
        regex.append(part(parts[i])).append(isLast ? "" : "/");
      } else if (isLast) {
        regex.append("(?:").append(PART).append("/)*").append(PART);
      } else {
        regex.append("(?:").append(PART).append("/)*");
      }
    }
    return regex.toString();
  }

  private static String part(String part) {
    StringBuilder regex = new StringBuilder();
    if (!part.isEmpty() && "*?[".indexOf(part.charAt(0)) >= 0) {
      regex.append("(?!\\.)");
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int end = c == '[' ? endOfSet(part, i) : -1;
      if (end > 0) {
        regex.append(set(part.substring(i + 1, end)));
        i = end;
      } else if (c == '\\' && i + 1 < part.length()) {
        i++;
        regex.append(Pattern.quote(part.substring(i, i + 1)));
      } else {
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote("" + c));
      }
    }
    return regex.toString();
  }

  private static String set(String set) {
    boolean isNot = set.startsWith("!") || set.startsWith("^");
    String members = (isNot ? set.substring(1) : set).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    return "(?!/)[" + (isNot ? "^" : "") + members + "]";
  }

  /** A bracket that nothing closes stands for itself; one right after the opening is in the set. */
  private static int endOfSet(String part, int start) {
    int from = start + 1;
    if (from < part.length() && "!^".indexOf(part.charAt(from)) >= 0) {
      from++;
    }
    return part.indexOf(']', from + 1);
  }
}
