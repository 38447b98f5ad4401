package dev.tidemark.manifest.template;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression in Python's syntax. */
final class PythonRegex {
  private static final int CACHED = 512;
  private static final Map<String, PythonRegex> CACHE = new ConcurrentHashMap<>();

  private final Pattern pattern;
  private final Map<String, Integer> groupNames;

  private PythonRegex(Pattern pattern, Map<String, Integer> groupNames) {
    this.pattern = pattern;
    this.groupNames = groupNames;
  }

  static PythonRegex of(String regex) {
    PythonRegex known = CACHE.get(regex);
    if (known != null) {
      return known;
    }
    PythonRegex made = compile(regex);
    if (CACHE.size() < CACHED) {
      CACHE.put(regex, made);
    }
    return made;
  }

  private static PythonRegex compile(String regex) {
    RegexTranslation translation = RegexTranslation.of(regex);
    try {
      int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE;
      return new PythonRegex(Pattern.compile(translation.java(), flags), translation.groupNames());
    } catch (PatternSyntaxException e) {
      throw new EvaluationProblem(
          EvaluationProblem.quote(regex) + " is no regular expression: " + e.getDescription(), e);
    }
  }

  Matcher matcher(String text) {
    return pattern.matcher(new MeteredText(text));
  }

  String replaceAll(String text, String replacement) {
    Matcher matcher = matcher(text);
    Output out = new Output();
    int end = 0;
    while (matcher.find()) {
      out.add(text.substring(end, matcher.start())).add(expand(replacement, matcher));
      end = matcher.end();
    }
    return out.add(text.substring(end)).toString();
  }

  private static final Pattern REFERENCE =
      Pattern.compile("\\\\(?:g<(\\w+)>|([1-9]\\d?)|(.))", Pattern.DOTALL);

  private String expand(String replacement, Matcher match) {
    if (replacement.indexOf('\\') < 0) {
      return replacement;
    }
    return REFERENCE
        .matcher(replacement)
        .replaceAll(reference -> Matcher.quoteReplacement(expand(reference, match)));
  }

  private String expand(MatchResult reference, Matcher match) {
    String group = reference.group(1) == null ? reference.group(2) : reference.group(1);
    if (group == null) {
      String text = PythonEscapes.decode(reference.group());
      return text == null ? reference.group() : text;
    }
    boolean numbered = group.chars().allMatch(Character::isDigit);
    Integer index = numbered ? Integer.valueOf(group) : groupNames.get(group);
    if (index == null || index > match.groupCount()) {
      throw new EvaluationProblem("invalid group reference '" + group + "' in a replacement");
    }
    String text = match.group(index);
    return text == null ? "" : text;
  }

  /** A text that gives up when a pattern backtracks without end. */
  private static final class MeteredText implements CharSequence {
    private final String text;
    private long reads;

    MeteredText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads > Limits.REGEX_STEPS) {
        throw new EvaluationProblem("the regular expression takes too long on this text");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
