package dev.tidemark.manifest.template;

import java.time.ZoneOffset;

/** {@code %z}: {@code Z}, {@code +0200}, {@code +02:00}, and with seconds {@code +02:00:30}. */
record StrptimeZone() implements StrptimeField {
  @Override
  public int attempts() {
    return 2;
  }

  @Override
  public int read(String text, int start, int attempt, ParsedTime into) {
    if (start >= text.length()) {
      return -1;
    }
    char sign = text.charAt(start);
    if (sign == 'Z') {
      into.zone = ZoneOffset.UTC;
      return attempt == 0 ? start + 1 : -1;
    }
    if (sign != '+' && sign != '-') {
      return -1;
    }
    int hours = StrptimeField.digits(text, start + 1, 2);
    int minutesAt = afterColon(text, start + 3);
    int minutes = StrptimeField.digits(text, minutesAt, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return -1;
    }
    int end = minutesAt + 2;
    int secondsAt = afterColon(text, end);
    int seconds = attempt == 0 ? StrptimeField.digits(text, secondsAt, 2) : -1;
    boolean exact = seconds >= 0 && seconds < 60;
    if (attempt == 0 && !exact) {
      return -1;
    }
    int total = hours * 3600 + minutes * 60 + (exact ? seconds : 0);
    into.zone = ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
    return exact ? secondsAt + 2 : end;
  }

  private static int afterColon(String text, int position) {
    return position < text.length() && text.charAt(position) == ':' ? position + 1 : position;
  }
}
