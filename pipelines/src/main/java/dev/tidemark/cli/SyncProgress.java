package dev.tidemark.cli;

import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.SyncListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how a sync goes, on stderr: a line a stream that is drawn anew, or now and then a line. */
final class SyncProgress implements SyncListener {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int BAR = 10;
  private static final long PLAIN_INTERVAL_NANOS = 10_000_000_000L;

  private final boolean terminal;
  private int drawn;
  private int frame;
  private long lastPlain = System.nanoTime();
  private final Map<String, Long> records = new HashMap<>();

  private SyncProgress(boolean terminal) {
    this.terminal = terminal;
  }

  static SyncProgress forThisOutput() {
    return new SyncProgress(Output.isTerminal());
  }

  @Override
  public void planned(List<StreamPlan> plans) {
    for (StreamPlan plan : plans) {
      String strategy = plan.run().strategy().name().toLowerCase(Locale.ROOT);
      String from =
          plan.resumed()
              ? ", going on with the sync of " + plan.run().startedAt()
              : plan.tidemark().cursor() != null
                  ? ", from " + plan.tidemark().cursor().value()
                  : "";
      System.err.println(plan.stream() + ": " + strategy + from);
    }
  }

  @Override
  public void progress(List<StreamReport> streams) {
    if (terminal) {
      draw(streams);
    } else if (System.nanoTime() - lastPlain >= PLAIN_INTERVAL_NANOS) {
      lastPlain = System.nanoTime();
      streams.stream()
          .filter(stream -> stream.status() == StreamReport.Status.RUNNING)
          .filter(this::isToTell)
          .forEach(stream -> System.err.println(stream.stream() + ": " + figures(stream)));
    }
  }

  /** Of a stream that is followed, only what has changed: such a log has no end. */
  private boolean isToTell(StreamReport stream) {
    Long before = records.put(stream.stream(), stream.records());
    return stream.followed() == null || before == null || before != stream.records();
  }

  private void draw(List<StreamReport> streams) {
    StringBuilder out = new StringBuilder();
    if (drawn > 0) {
      out.append("\u001b[").append(drawn).append('A');
    }
    int names = streams.stream().mapToInt(s -> s.stream().length()).max().orElse(0);
    frame++;
    for (StreamReport stream : streams) {
      String name = stream.stream() + " ".repeat(names - stream.stream().length());
      String line = mark(stream) + " " + name + "  " + bar(stream) + figures(stream);
      out.append("\r").append(cut(line)).append("\u001b[K\n");
    }
    drawn = streams.size();
    System.err.print(out);
    System.err.flush();
  }

  private String mark(StreamReport stream) {
    return switch (stream.status()) {
      case RUNNING -> SPINNER[frame % SPINNER.length];
      case OK, UNCHANGED -> "✓";
      case FAILED -> "✗";
      case INTERRUPTED -> "■";
    };
  }

  private static String bar(StreamReport stream) {
    if (stream.slices() < 2) {
      return "";
    }
    int full = (int) Math.min(BAR, BAR * stream.slicesDone() / stream.slices());
    return "█".repeat(full) + "░".repeat(BAR - full) + "  ";
  }

  private static String figures(StreamReport stream) {
    if (stream.followed() != null) {
      return followed(stream);
    }
    double seconds = Math.max(0.001, stream.millis() / 1e3);
    String waited =
        stream.waitedMillis() < 1000 ? "" : ", waited " + Amounts.seconds(stream.waitedMillis());
    return String.format(
        Locale.ROOT,
        "%,d records  %,.0f/s  %,.1f MB/s  %,d requests%s",
        stream.records(),
        stream.records() / seconds,
        stream.bytes() / 1e6 / seconds,
        stream.requests(),
        waited);
  }

  private static String followed(StreamReport stream) {
    String lag =
        stream.lag(Instant.now()).map(Duration::toSeconds).map(s -> s + " s behind").orElse("…");
    long failing = stream.followed().failing();
    return String.format(
        Locale.ROOT,
        "%,d records  %,d requests  %s%s",
        stream.records(),
        stream.requests(),
        lag,
        failing == 0 ? "" : ", failed " + failing + " times in a row");
  }

  private static String cut(String line) {
    return Width.cut(line, Output.width() - 1);
  }
}
