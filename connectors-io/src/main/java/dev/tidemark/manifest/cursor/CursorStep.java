package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.time.OffsetDateTime;

/** The durations that a cursor works with. */
final class CursorStep {
  private final Expression step;
  private final Expression granularity;
  private final Expression lookback;
  private final Clamping clamping;
  private final boolean isGiven;
  private final String path;

  CursorStep(Component cursor) {
    isGiven = cursor.has("step");
    if (isGiven != cursor.has("cursor_granularity")) {
      String missing = isGiven ? "cursor_granularity" : "step";
      cursor.flaw(missing, "is missing; step and cursor_granularity need each other");
    }
    step = cursor.expression("step", Names.NONE, "");
    granularity = cursor.expression("cursor_granularity", Names.NONE, "");
    lookback = cursor.expression("lookback_window", Names.NONE, "");
    clamping = Clamping.of(cursor);
    path = cursor.path();
  }

  boolean isGiven() {
    return isGiven;
  }

  /** The windows from {@code low} on, less the lookback but not below {@code start}. */
  Windows windows(OffsetDateTime start, OffsetDateTime low, OffsetDateTime end, Scope scope) {
    OffsetDateTime back = duration("lookback_window", lookback, scope).subtractFrom(low);
    OffsetDateTime to = clampedEnd(end, scope);
    // Whether anything is new is asked before the start counts: if so, a start at the end is read.
    if (!back.isBefore(to) || start.isAfter(to)) {
      return Windows.NONE;
    }
    OffsetDateTime from = back.isBefore(start) ? start : back;
    IsoDuration length = duration("step", step, scope);
    if (length.equals(IsoDuration.ZERO)) {
      return new Windows(clamping.up(from), to, null, IsoDuration.ZERO, clamping);
    }
    if (!length.addTo(from).isAfter(from)) {
      throw Problem.config(path + ".step must lead forward in time");
    }
    IsoDuration gap = duration("cursor_granularity", granularity, scope);
    return new Windows(clamping.up(from), to, length, gap, clamping);
  }

  /** The end of the last window: just before a unit is begun that is not over. */
  OffsetDateTime clampedEnd(OffsetDateTime end, Scope scope) {
    if (!clamping.isGiven()) {
      return end;
    }
    OffsetDateTime begun = clamping.down(end);
    IsoDuration gap = duration("cursor_granularity", granularity, scope);
    return gap.equals(IsoDuration.ZERO)
        ? begun.minus(clamping.usualGranularity())
        : gap.subtractFrom(begun);
  }

  private IsoDuration duration(String field, Expression expression, Scope scope) {
    String text = expression.textIn(scope);
    try {
      return text.isEmpty() ? IsoDuration.ZERO : IsoDuration.parse(text);
    } catch (EvaluationProblem e) {
      throw Problem.config(path + "." + field + ": " + e.getMessage());
    }
  }
}
