package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jinja's filters on texts; other values become texts first. */
final class TextFilters {
  private static final Pattern WORD_START = Pattern.compile("[-\\s({\\[<]+");
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);

  static final List<Function> ALL =
      List.of(
          Function.of("lower", "", call -> str(call).toLowerCase(Locale.ROOT)),
          Function.of("upper", "", call -> str(call).toUpperCase(Locale.ROOT)),
          Function.of("capitalize", "", call -> TextCase.capitalize(str(call))),
          Function.of("title", "", call -> title(str(call))),
          Function.of(
              "trim", "chars?", call -> TextParts.strip(str(call), call.textOrNull(0), true, true)),
          Function.of("replace", "old new count?", TextFilters::replace),
          Function.of(
              "center", "width?", call -> TextParts.center(str(call), call.integer(0, 80), " ")),
          Function.of("format", "...", TextFilters::format),
          Function.of("urlencode", "", call -> urlEncode(call.subject())),
          Function.of("truncate", "length? killwords? end? leeway?", TextFilters::truncate),
          Function.of("indent", "width? first? blank?", TextFilters::indent),
          Function.of("wordcount", "", call -> WORD.matcher(str(call)).results().count()),
          Function.of(
              "wordwrap",
              "width? break_long_words? wrapstring? break_on_hyphens?",
              TextFilters::wrap),
          Function.of("escape", "", call -> escape(str(call))),
          Function.of("e", "", call -> escape(str(call))),
          Function.of("forceescape", "", call -> escape(str(call))),
          Function.of("safe", "", TextFilters::str),
          Function.of("striptags", "", call -> stripTags(str(call))),
          Function.of("xmlattr", "autospace?", TextFilters::xmlAttributes));

  private TextFilters() {}

  private static String str(Invocation call) {
    return PythonText.str(call.subject());
  }

  /** For filters that call a method of texts: not a type error in Python, so it fails. */
  private static String textOnly(Invocation call) {
    Undefined.refuse(call.subject());
    if (call.subject() instanceof String text) {
      return text;
    }
    throw new EvaluationProblem("the filter needs a str, not " + TypeNames.of(call.subject()));
  }

  private static String title(String text) {
    StringBuilder titled = new StringBuilder();
    Matcher starts = WORD_START.matcher(text);
    int position = 0;
    while (position < text.length()) {
      int end = starts.find(position) ? starts.start() : text.length();
      titled.append(TextCase.capitalize(text.substring(position, end)));
      position = end == text.length() ? end : starts.end();
      titled.append(text, end, position);
    }
    return titled.toString();
  }

  private static String replace(Invocation call) {
    Object count = call.at(2, null);
    return TextParts.replace(
        str(call),
        PythonText.str(call.at(0)),
        PythonText.str(call.at(1)),
        count == null ? -1 : Invocation.integer(count));
  }

  private static String format(Invocation call) {
    List<Object> positional = call.arguments().positional();
    if (positional.isEmpty() && !call.arguments().named().isEmpty()) {
      return PercentFormat.apply(str(call), call.arguments().named());
    }
    return PercentFormat.apply(str(call), Tuple.copyOf(positional));
  }

  private static String urlEncode(Object value) {
    if (value instanceof String || !Iteration.possible(value)) {
      return UrlText.quotePath(PythonText.str(value));
    }
    List<Object> pairs = Dictionaries.is(value) ? Dictionaries.items(value) : Iteration.list(value);
    List<String> parts = new ArrayList<>();
    for (Object pair : pairs) {
      List<Object> both = Iteration.list(pair);
      if (both.size() != 2) {
        throw new EvaluationProblem("urlencode expects pairs of key and value");
      }
      parts.add(
          UrlText.quoteForm(PythonText.str(both.get(0)))
              + "="
              + UrlText.quoteForm(PythonText.str(both.get(1))));
    }
    return String.join("&", parts);
  }

  private static Object truncate(Invocation call) {
    int length = call.integer(0, 255);
    String end = call.text(2, "...");
    int leeway = call.has(3) && call.at(3) != null ? call.integer(3) : 5;
    if (length < CodePoints.count(end) || leeway < 0) {
      throw new EvaluationProblem("truncate needs a length of at least its end");
    }
    if (Iteration.length(call.subject()) <= (long) length + leeway) {
      return call.subject();
    }
    String text = textOnly(call);
    String kept = CodePoints.part(text, 0, length - CodePoints.count(end));
    int lastBlank = call.flag(1) ? -1 : kept.lastIndexOf(' ');
    return (lastBlank < 0 ? kept : kept.substring(0, lastBlank)) + end;
  }

  private static String indent(Invocation call) {
    Object width = call.at(0, 4L);
    String margin =
        width instanceof String text
            ? text
            : " ".repeat(Limits.characters(Math.max(0, Invocation.integer(width))));
    boolean first = call.flag(1);
    boolean blank = call.flag(2);
    Output out = new Output();
    if (!(call.subject() instanceof List)) {
      call.text();
    }
    List<String> lines = TextParts.lines(textOnly(call) + "\n", false);
    for (int i = 0; i < lines.size(); i++) {
      boolean indented = i == 0 ? first : blank || !lines.get(i).isEmpty();
      out.add(i == 0 ? "" : "\n").add(indented ? margin : "").add(lines.get(i));
    }
    return out.toString();
  }

  private static String wrap(Invocation call) {
    int width = call.integer(0, 79);
    if (width <= 0) {
      throw new EvaluationProblem("invalid width " + width + " (must be > 0)");
    }
    String separator = call.has(2) && call.at(2) != null ? call.text(2) : "\n";
    boolean breakWords = !call.has(1) || call.flag(1);
    boolean breakHyphens = !call.has(3) || call.flag(3);
    List<String> wrapped = new ArrayList<>();
    for (String line : TextParts.lines(textOnly(call), false)) {
      wrapped.add(String.join(separator, TextParts.wrap(line, width, breakWords, breakHyphens)));
    }
    return String.join(separator, wrapped);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static String stripTags(String text) {
    String bare = TAG.matcher(text).replaceAll("");
    String[] words = bare.strip().split("\\s+");
    return String.join(" ", words)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static String xmlAttributes(Invocation call) {
    Object dict = call.subject();
    if (!Dictionaries.is(dict)) {
      throw new TypeTrouble("xmlattr expects a mapping");
    }
    List<String> parts = new ArrayList<>();
    for (Object key : Dictionaries.keys(dict)) {
      Object value = Dictionaries.get(dict, key, null);
      String name = PythonText.str(key);
      if (name.chars().anyMatch(c -> Character.isWhitespace(c) || "/>=".indexOf(c) >= 0)) {
        throw new EvaluationProblem("invalid character in attribute name '" + name + "'");
      }
      if (value != null && !(value instanceof Undefined)) {
        parts.add(escape(name) + "=\"" + escape(PythonText.str(value)) + "\"");
      }
    }
    String attributes = String.join(" ", parts);
    boolean spaced = !attributes.isEmpty() && (!call.has(0) || call.flag(0));
    return spaced ? " " + attributes : attributes;
  }
}
