package dev.tidemark.manifest.template;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a regular expression of Python into one of Java, where the two differ. */
final class RegexTranslation {
  private static final Pattern QUANTIFIER = Pattern.compile("\\{\\d*,?\\d*\\}");
  private static final Pattern NAMED = Pattern.compile("\\(\\?P<(\\w+)>");
  private static final Pattern BACK_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");

  private final String regex;
  private final StringBuilder java = new StringBuilder();
  private final Map<String, Integer> groupNames = new HashMap<>();
  private int groups;
  private int position;

  private RegexTranslation(String regex) {
    this.regex = regex;
  }

  static RegexTranslation of(String regex) {
    RegexTranslation translation = new RegexTranslation(regex);
    while (translation.position < regex.length()) {
      translation.step();
    }
    return translation;
  }

  String java() {
    return java.toString();
  }

  /** Names of groups may hold underscores in Python, so Java gets them numbered only. */
  Map<String, Integer> groupNames() {
    return groupNames;
  }

  private void step() {
    char c = regex.charAt(position);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> group();
      case '{' -> brace();
      default -> copy(1);
    }
  }

  private void copy(int count) {
    java.append(regex, position, Math.min(position + count, regex.length()));
    position += count;
  }

  private void escape() {
    if (regex.startsWith("Z", position + 1)) {
      java.append("\\z");
      position += 2;
    } else {
      copy(2);
    }
  }

  private void group() {
    Matcher named = NAMED.matcher(regex).region(position, regex.length());
    Matcher back = BACK_REFERENCE.matcher(regex).region(position, regex.length());
    if (named.lookingAt()) {
      groupNames.put(named.group(1), ++groups);
      java.append('(');
      position = named.end();
    } else if (back.lookingAt()) {
      java.append("(?:\\").append(groupNames.getOrDefault(back.group(1), 0)).append(')');
      position = back.end();
    } else if (regex.startsWith("(?#", position)) {
      int end = regex.indexOf(')', position);
      position = end < 0 ? regex.length() : end + 1;
    } else {
      groups += regex.startsWith("(?", position) ? 0 : 1;
      copy(1);
    }
  }

  /** A brace that is no quantifier stands for itself. */
  private void brace() {
    Matcher quantifier = QUANTIFIER.matcher(regex).region(position, regex.length());
    boolean counts =
        quantifier.lookingAt()
            && quantifier.group().length() > 2
            && !quantifier.group().equals("{,}");
    if (!counts) {
      java.append("\\{");
      position++;
    } else {
      java.append(quantifier.group().replace("{,", "{0,"));
      position = quantifier.end();
    }
  }

  /**
   * Java gives a meaning to brackets and ampersands inside a class, and none to a leading bracket.
   */
  private void characterClass() {
    copy(regex.startsWith("^", position + 1) ? 2 : 1);
    if (regex.startsWith("]", position)) {
      java.append("\\]");
      position++;
    }
    while (position < regex.length() && regex.charAt(position) != ']') {
      char c = regex.charAt(position);
      if (c == '\\') {
        copy(2);
      } else if (c == '[' || c == '&') {
        java.append('\\');
        copy(1);
      } else {
        copy(1);
      }
    }
    copy(1);
  }
}
