package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.response.Answer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A number of seconds in a header. */
final class HeaderNumber {
  private final Expression header;
  private final Pattern pattern;
  private final Duration most;

  HeaderNumber(Component component) {
    header = component.expression("header", Names.NONE);
    pattern = pattern(component);
    most =
        component.has("max_waiting_time_in_seconds")
            ? Seconds.of(component.text("max_waiting_time_in_seconds"), null)
            : null;
  }

  private static Pattern pattern(Component component) {
    String text = component.text("regex", "");
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      component.flaw("regex", "can't be read: " + e.getDescription());
      return null;
    }
  }

  /** The number, or null where the header is missing or holds none. */
  Duration in(Answer answer) {
    String name = header.textIn(Expression.NOTHING);
    String value = answer.reply().header(name).orElse(null);
    if (value != null && pattern != null) {
      Matcher matcher = pattern.matcher(value);
      value = matcher.lookingAt() ? matcher.group() : null;
    }
    return value == null ? null : Seconds.of(value, null);
  }

  /** A wait of that time, unless that is more than the manifest allows. */
  Wait bounded(Duration time) {
    return most != null && time.compareTo(most) > 0 ? Wait.TOO_LONG : Wait.of(time);
  }
}
