package dev.tidemark.manifest.template;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Date formats of manifests: Python's strftime and strptime, and some tokens more.
 *
 * <pre>{@code
 * DatetimeFormat format = DateFormats.compile("%Y-%m-%dT%H:%M:%SZ");
 * String text = format.format(format.parse("2024-01-31T10:00:00Z"));
 * }</pre>
 *
 * <p>A format may be one of the tokens {@code %s} (epoch seconds), {@code %s_as_float}, {@code %ms}
 * (epoch milliseconds) or {@code %epoch_microseconds}; {@code %_ms} may stand anywhere and is
 * milliseconds, three digits on output and one to six on input.
 */
public final class DateFormats {
  private static final int CACHED = 512;
  private static final Map<String, DatetimeFormat> CACHE = new ConcurrentHashMap<>();

  private DateFormats() {}

  /** Compiles a format, or finds it compiled; whether it can be read with shows only then. */
  public static DatetimeFormat compile(String format) {
    DatetimeFormat known = CACHE.get(format);
    if (known != null) {
      return known;
    }
    DatetimeFormat made =
        EpochFormat.of(format)
            .<DatetimeFormat>map(epoch -> epoch)
            .orElseGet(() -> new PatternFormat(format));
    if (CACHE.size() < CACHED) {
      CACHE.put(format, made);
    }
    return made;
  }
}
