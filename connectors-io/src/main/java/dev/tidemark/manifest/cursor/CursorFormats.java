package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.DatetimeFormat;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.model.CursorMark;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How a stream writes its cursor, and all the ways in which it is read. */
final class CursorFormats {
  private final DatetimeFormat own;
  private final List<DatetimeFormat> readable;

  CursorFormats(Component cursor) {
    own = Formats.compile(cursor, "datetime_format", cursor.text("datetime_format"));
    List<DatetimeFormat> formats = new ArrayList<>();
    String others = "cursor_datetime_formats";
    cursor.texts(others).forEach(f -> formats.add(Formats.compile(cursor, others, f)));
    formats.add(own);
    readable = List.copyOf(formats);
  }

  DatetimeFormat own() {
    return own;
  }

  String write(OffsetDateTime moment) {
    return own.format(moment);
  }

  /** The moment that a value of a record or of a tidemark means; null where it means none. */
  OffsetDateTime read(Object value) {
    String text = value == null ? "" : PythonText.str(value);
    for (DatetimeFormat format : readable) {
      OffsetDateTime moment = text.isEmpty() ? null : format.parseOrNull(text);
      if (moment != null) {
        return moment;
      }
    }
    return null;
  }

  CursorMark mark(OffsetDateTime moment) {
    return new CursorMark(write(moment), order(moment));
  }

  static long order(OffsetDateTime moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment.toInstant());
  }
}
