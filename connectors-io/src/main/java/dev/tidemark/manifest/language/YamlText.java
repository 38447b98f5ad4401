package dev.tidemark.manifest.language;

import dev.tidemark.problem.Problem;

/** Texts that may hold YAML. */
public final class YamlText {
  private YamlText() {}

  /** What a text says as YAML, as a JSON value; the text itself where it is none. */
  public static Object valueOrText(String text) {
    try {
      return JsonValues.of(YamlReader.read("", text, new Places()));
    } catch (Problem notYaml) {
      return text;
    }
  }
}
