package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.PythonText;
import java.util.HashSet;
import java.util.Set;

/**
 * How a text of comma-separated values is written.
 *
 * @param encoding of its characters
 * @param delimiter between two values
 * @param nulls values that stand for none
 */
record CsvOptions(Charsets.Encoding encoding, char delimiter, Set<String> nulls) {
  static Format format(Component component) {
    Set<String> nulls = new HashSet<>();
    component.items("set_values_to_none").forEach(value -> nulls.add(PythonText.str(value)));
    CsvOptions options =
        new CsvOptions(Charsets.of(component), delimiter(component), Set.copyOf(nulls));
    return body -> new CsvRows(body, options);
  }

  private static char delimiter(Component component) {
    String given = component.text("delimiter", ",");
    String text = given.startsWith("\\") ? unescaped(given) : given;
    if (text.length() != 1 || "\r\n\"".contains(text)) {
      component.flaw("delimiter", "must be one character, not '" + given + "'");
      return ',';
    }
    return text.charAt(0);
  }

  private static String unescaped(String given) {
    String digits = given.matches("\\\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})") ? given : "";
    return switch (given) {
      case "\\t" -> "\t";
      case "\\v" -> "\u000b";
      case "\\f" -> "\f";
      case "\\a" -> "\u0007";
      case "\\b" -> "\b";
      case "\\0" -> "\0";
      case "\\\\" -> "\\";
      case "\\'" -> "'";
      default -> digits.isEmpty() ? given : "" + (char) Integer.parseInt(digits.substring(2), 16);
    };
  }
}
