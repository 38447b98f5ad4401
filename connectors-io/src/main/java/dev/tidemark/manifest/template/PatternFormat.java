package dev.tidemark.manifest.template;

import java.time.OffsetDateTime;

/** A format made of directives; the reader is compiled when it is first asked for. */
final class PatternFormat implements DatetimeFormat {
  private final String pattern;
  private final Strftime writer;
  private volatile Strptime reader;

  PatternFormat(String pattern) {
    this.pattern = pattern;
    this.writer = Strftime.withMilliseconds(pattern);
  }

  @Override
  public OffsetDateTime parseOrNull(String text) {
    if (reader == null) {
      reader = new Strptime(pattern);
    }
    return reader.parse(text);
  }

  @Override
  public String format(OffsetDateTime moment) {
    return writer.format(moment.toLocalDateTime(), moment.getOffset());
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
