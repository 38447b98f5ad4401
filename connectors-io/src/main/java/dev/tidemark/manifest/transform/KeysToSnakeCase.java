package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code someKey} becomes {@code some_key}, nested keys too. */
final class KeysToSnakeCase implements Transformation {
  private static final Pattern WORD = Pattern.compile("[A-Z]+[a-z]*|[a-z]+|[0-9]+|[^a-zA-Z0-9]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  @Override
  public void apply(JsonObject record, Scope scope) {
    Records.replace(record, Records.renamed(record, KeysToSnakeCase::snakeCase, true));
  }

  static String snakeCase(String key) {
    String ascii = MARKS.matcher(Normalizer.normalize(key, Normalizer.Form.NFKD)).replaceAll("");
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(ascii);
    while (matcher.find()) {
      boolean isWord = Character.isLetterOrDigit(matcher.group().charAt(0));
      boolean isEdge = matcher.start() == 0 || matcher.end() == ascii.length();
      if (isWord || isEdge) {
        words.add(isWord ? matcher.group().toLowerCase(Locale.ROOT) : "");
      }
    }
    boolean startsWithNumber = !words.isEmpty() && words.get(0).matches("[0-9]+");
    return (startsWithNumber ? "_" : "") + String.join("_", words);
  }
}
