package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.DatetimeFormat;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.time.OffsetDateTime;

/** A moment that a template gives, not before one bound and not after another. */
final class MinMaxDatetime {
  private static final Expression NONE = Expression.constant("");

  private final Expression moment;
  private final Expression earliest;
  private final Expression latest;
  private final DatetimeFormat format;
  private final String path;

  private MinMaxDatetime(
      Expression moment,
      Expression earliest,
      Expression latest,
      DatetimeFormat format,
      String path) {
    this.moment = moment;
    this.earliest = earliest;
    this.latest = latest;
    this.format = format;
    this.path = path;
  }

  /** The moment in a field of a cursor, which may be a component or a mere template. */
  static MinMaxDatetime compile(Component cursor, String field, DatetimeFormat usual) {
    String path = cursor.path() + "." + field;
    if (cursor.raw(field) instanceof String) {
      Expression text = cursor.expression(field, Names.NONE);
      return new MinMaxDatetime(text, NONE, NONE, usual, path);
    }
    return Registry.<MinMaxDatetime>of("a datetime")
        .with("MinMaxDatetime", component -> bounded(component, usual))
        .make(cursor.child(field));
  }

  private static MinMaxDatetime bounded(Component component, DatetimeFormat usual) {
    String own = component.text("datetime_format", "");
    return new MinMaxDatetime(
        component.expression("datetime", Names.NONE),
        component.expression("min_datetime", Names.NONE, ""),
        component.expression("max_datetime", Names.NONE, ""),
        own.isEmpty() ? usual : Formats.compile(component, "datetime_format", own),
        component.path());
  }

  OffsetDateTime in(Scope scope) {
    OffsetDateTime result = read(moment.textIn(scope));
    String least = earliest.textIn(scope);
    if (!least.isEmpty() && read(least).isAfter(result)) {
      result = read(least);
    }
    String most = latest.textIn(scope);
    return !most.isEmpty() && read(most).isBefore(result) ? read(most) : result;
  }

  private OffsetDateTime read(String text) {
    OffsetDateTime parsed = format.parseOrNull(text);
    if (parsed == null) {
      throw Problem.config(
          path + ": '" + text + "' is not a date in the format '" + format.pattern() + "'");
    }
    return parsed;
  }
}
