package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.DateFormats;
import dev.tidemark.manifest.template.DatetimeFormat;
import dev.tidemark.manifest.template.EvaluationProblem;

/** Compiles date formats, noting those that can't be used. */
final class Formats {
  private Formats() {}

  static DatetimeFormat compile(Component component, String field, String format) {
    DatetimeFormat compiled = DateFormats.compile(format);
    try {
      // Whether a format can be read with shows only when it is.
      compiled.parseOrNull("");
      return compiled;
    } catch (EvaluationProblem e) {
      component.flaw(field, e.getMessage());
      return DateFormats.compile("%Y");
    }
  }
}
