package dev.tidemark.manifest.template;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The methods of texts. */
final class TextMethods {
  static final Map<String, Member> ALL = new HashMap<>();

  static {
    changing();
    testing();
    splitting();
    searching();
  }

  private TextMethods() {}

  private static void add(String name, String parameters, Function.Body body) {
    Member.method(ALL, name, parameters, body);
  }

  private static void changing() {
    add("lower", "", call -> call.text().toLowerCase(Locale.ROOT));
    add("casefold", "", call -> call.text().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    add("upper", "", call -> call.text().toUpperCase(Locale.ROOT));
    add("capitalize", "", call -> TextCase.capitalize(call.text()));
    add("title", "", call -> TextCase.title(call.text()));
    add("swapcase", "", call -> TextCase.swap(call.text()));
    add("strip", "chars?", call -> TextParts.strip(call.text(), call.textOrNull(0), true, true));
    add("lstrip", "chars?", call -> TextParts.strip(call.text(), call.textOrNull(0), true, false));
    add("rstrip", "chars?", call -> TextParts.strip(call.text(), call.textOrNull(0), false, true));
    add(
        "replace",
        "old new count?",
        call -> TextParts.replace(call.text(), call.text(0), call.text(1), call.integer(2, -1)));
    add("removeprefix", "prefix", TextMethods::removePrefix);
    add("removesuffix", "suffix", TextMethods::removeSuffix);
    add(
        "center",
        "width fillchar?",
        call -> TextParts.center(call.text(), call.integer(0), filler(call)));
    add(
        "ljust",
        "width fillchar?",
        call -> TextParts.pad(call.text(), call.integer(0), filler(call), false));
    add(
        "rjust",
        "width fillchar?",
        call -> TextParts.pad(call.text(), call.integer(0), filler(call), true));
    add("zfill", "width", TextMethods::zeroFill);
    add("format", "...", call -> BraceFormat.apply(call.text(), call.arguments()));
    add("format_map", "mapping", TextMethods::formatMap);
  }

  private static void testing() {
    test("islower", TextCase::isLower);
    test("isupper", TextCase::isUpper);
    test("istitle", TextCase::isTitle);
    test("isspace", text -> TextCase.all(text, TextParts::blank));
    test("isalpha", text -> TextCase.all(text, Character::isLetter));
    test("isalnum", text -> TextCase.all(text, Character::isLetterOrDigit));
    test("isdigit", text -> TextCase.all(text, Character::isDigit));
    test("isdecimal", text -> TextCase.all(text, Character::isDigit));
    test("isnumeric", text -> TextCase.all(text, TextCase::numeric));
    test("isascii", text -> text.codePoints().allMatch(point -> point < 128));
    add("startswith", "prefix start? end?", call -> affix(call, String::startsWith));
    add("endswith", "suffix start? end?", call -> affix(call, String::endsWith));
  }

  private static void test(String name, Predicate<String> test) {
    add(name, "", call -> test.test(call.text()));
  }

  private static void splitting() {
    add("split", "sep? maxsplit?", call -> split(call, false));
    add("rsplit", "sep? maxsplit?", call -> split(call, true));
    add(
        "splitlines",
        "keepends?",
        call -> new java.util.ArrayList<Object>(TextParts.lines(call.text(), call.flag(0))));
    add("partition", "sep", call -> partition(call, false));
    add("rpartition", "sep", call -> partition(call, true));
    add("join", "iterable", TextMethods::join);
  }

  private static void searching() {
    add("find", "sub start? end?", call -> (long) find(call, false));
    add("rfind", "sub start? end?", call -> (long) find(call, true));
    add("index", "sub start? end?", call -> index(call, false));
    add("rindex", "sub start? end?", call -> index(call, true));
    add("count", "sub start? end?", call -> TextParts.occurrences(range(call), call.text(0)));
  }

  private static String filler(Invocation call) {
    String filler = call.text(1, " ");
    if (CodePoints.count(filler) != 1) {
      throw new TypeTrouble("the fill character must be exactly one character long");
    }
    return filler;
  }

  private static String removePrefix(Invocation call) {
    String prefix = call.text(0);
    return call.text().startsWith(prefix) ? call.text().substring(prefix.length()) : call.text();
  }

  private static String removeSuffix(Invocation call) {
    String suffix = call.text(0);
    String text = call.text();
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static String zeroFill(Invocation call) {
    String text = call.text();
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String sign = signed ? text.substring(0, 1) : "";
    return sign
        + TextParts.pad(text.substring(sign.length()), call.integer(0) - sign.length(), "0", true);
  }

  private static String formatMap(Invocation call) {
    Object dict = call.at(0);
    if (!Dictionaries.is(dict)) {
      throw new TypeTrouble("format_map() expects a mapping");
    }
    Map<String, Object> named = new HashMap<>();
    Dictionaries.keys(dict)
        .forEach(key -> named.put(PythonText.str(key), Dictionaries.get(dict, key, null)));
    return BraceFormat.apply(call.text(), new Arguments(List.of(), named));
  }

  private interface Affix {
    boolean matches(String text, String affix);
  }

  /** One prefix or suffix, or a tuple of them. */
  private static boolean affix(Invocation call, Affix affix) {
    String text = range(call);
    Object wanted = call.at(0);
    if (wanted instanceof Tuple several) {
      return several.stream().anyMatch(one -> affix.matches(text, Invocation.text(one)));
    }
    return affix.matches(text, call.text(0));
  }

  private static List<Object> split(Invocation call, boolean fromEnd) {
    String text = call.text();
    String separator = call.textOrNull(0);
    int limit = call.integer(1, -1);
    if (separator == null) {
      return fromEnd ? TextParts.splitWordsFromEnd(text, limit) : TextParts.splitWords(text, limit);
    }
    if (separator.isEmpty()) {
      throw new EvaluationProblem("empty separator");
    }
    return fromEnd
        ? TextParts.splitFromEnd(text, separator, limit)
        : TextParts.split(text, separator, limit);
  }

  private static Tuple partition(Invocation call, boolean last) {
    String text = call.text();
    String separator = call.text(0);
    if (separator.isEmpty()) {
      throw new EvaluationProblem("empty separator");
    }
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  /** Unlike the filter it takes texts only. */
  private static String join(Invocation call) {
    Output out = new Output();
    List<Object> items = Iteration.list(call.at(0));
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof String item)) {
        throw new TypeTrouble(
            "sequence item "
                + i
                + ": expected str instance, "
                + TypeNames.of(items.get(i))
                + " found");
      }
      out.add(i == 0 ? "" : call.text()).add(item);
    }
    return out.toString();
  }

  /** The part of the text between the second and the third argument. */
  private static String range(Invocation call) {
    String text = call.text();
    int length = CodePoints.count(text);
    int start = Slicing.clamp(call.at(1, null), length, 0);
    int end = Slicing.clamp(call.at(2, null), length, length);
    return start >= end ? "" : CodePoints.part(text, start, end);
  }

  private static int find(Invocation call, boolean last) {
    String range = range(call);
    int at = last ? range.lastIndexOf(call.text(0)) : range.indexOf(call.text(0));
    int start = Slicing.clamp(call.at(1, null), CodePoints.count(call.text()), 0);
    return at < 0 ? -1 : CodePoints.position(range, at) + start;
  }

  private static long index(Invocation call, boolean last) {
    int at = find(call, last);
    if (at < 0) {
      throw new EvaluationProblem("substring not found");
    }
    return at;
  }
}
