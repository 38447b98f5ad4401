package dev.tidemark.manifest.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code text.format(values)}, without access to hidden attributes. */
final class BraceFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "([^.\\[!:]*)((?:\\.\\w+|\\[[^\\]]+\\])*)(?:!([rsa]))?(?::(.*))?", Pattern.DOTALL);
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[([^\\]]+)\\]");

  private final Arguments arguments;
  private int automatic;

  private BraceFormat(Arguments arguments) {
    this.arguments = arguments;
  }

  static String apply(String format, Arguments arguments) {
    return new BraceFormat(arguments).expand(format, 0);
  }

  private String expand(String format, int depth) {
    if (depth > 2) {
      throw new EvaluationProblem("max string recursion exceeded");
    }
    Output out = new Output();
    int position = 0;
    while (position < format.length()) {
      char c = format.charAt(position);
      boolean brace = c == '{' || c == '}';
      if (brace && format.startsWith(String.valueOf(c), position + 1)) {
        out.add(c);
        position += 2;
      } else if (c == '{') {
        int end = closing(format, position);
        out.add(field(format.substring(position + 1, end), depth));
        position = end + 1;
      } else if (c == '}') {
        throw new EvaluationProblem("single '}' encountered in format string");
      } else {
        out.add(c);
        position++;
      }
    }
    return out.toString();
  }

  private static int closing(String format, int open) {
    int depth = 0;
    for (int i = open; i < format.length(); i++) {
      char c = format.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new EvaluationProblem("single '{' encountered in format string");
  }

  private String field(String field, int depth) {
    Matcher parts = FIELD.matcher(field);
    if (!parts.matches()) {
      throw new EvaluationProblem("cannot read the field '" + field + "' of a format string");
    }
    Object value = follow(argument(parts.group(1)), parts.group(2));
    if (parts.group(3) != null) {
      value = parts.group(3).equals("s") ? PythonText.str(value) : PythonText.repr(value);
    }
    String spec = parts.group(4) == null ? "" : expand(parts.group(4), depth + 1);
    return spec.isEmpty() ? PythonText.str(value) : FormatSpec.format(value, spec);
  }

  private Object argument(String name) {
    boolean numbered = TextCase.all(name, Character::isDigit);
    if (!name.isEmpty() && !numbered) {
      if (!arguments.named().containsKey(name)) {
        throw new EvaluationProblem("no argument '" + name + "' for the format");
      }
      return arguments.named().get(name);
    }
    Object index = numbered ? Numbers.parseInteger(name, 10) : Long.valueOf(automatic++);
    int position = Invocation.integer(index);
    if (position >= arguments.positional().size()) {
      throw new EvaluationProblem(
          "replacement index " + position + " out of range for positional arguments");
    }
    return arguments.positional().get(position);
  }

  private static Object follow(Object start, String path) {
    Object value = start;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      String key = steps.group(2);
      if (key == null) {
        value = Access.attribute(value, steps.group(1));
      } else {
        Object index = TextCase.all(key, Character::isDigit) ? Numbers.parseInteger(key, 10) : null;
        value = Access.item(value, index == null ? key : index);
      }
    }
    return value;
  }
}
