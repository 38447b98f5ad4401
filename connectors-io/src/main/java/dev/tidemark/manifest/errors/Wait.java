package dev.tidemark.manifest.errors;

import java.time.Duration;

/**
 * How long to wait before a request is sent again.
 *
 * @param time how long; null where nothing says
 * @param isTooLong whether the source asks for more than the manifest allows
 */
public record Wait(Duration time, boolean isTooLong) {
  public static final Wait NONE = new Wait(null, false);
  public static final Wait TOO_LONG = new Wait(Duration.ZERO, true);

  public static Wait of(Duration time) {
    return new Wait(time, false);
  }

  Wait oneSecondMore() {
    return isTooLong ? this : of(time.plusSeconds(1));
  }

  /** The longer of this and what the source asked for; null where neither says anything. */
  Duration or(Duration asked) {
    if (time == null || asked == null) {
      return time == null ? asked : time;
    }
    return time.compareTo(asked) > 0 ? time : asked;
  }
}
