package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that share a slice: read together, failing each by itself. */
final class ReadTurnTest {
  private static final Slice SHARED = Slice.shared(List.of("a", "b", "c"), "{}");
  private static final int PAGES = 3;

  private final ExecutorService ahead = Executors.newSingleThreadExecutor();
  private final PageTracker tracker = new PageTracker(PageRange.from(PagePosition.FIRST));
  private final WatermarkEstimators.Manual watermark =
      new WatermarkEstimators.Manual(BoundedWindow.TIMESTAMP_MIN_VALUE);
  private final Log log = new Log();
  private final List<String> accepted = new ArrayList<>();
  private final List<String> flushed = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private String refused = "";

  @AfterEach
  void close() {
    ahead.shutdownNow();
  }

  @Test
  void onePassBringsThePagesOfAllStreams() {
    turn().from(start());
    assertThat(accepted).containsExactly("a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2");
    assertThat(log.requests).isEqualTo(PAGES);
    assertThat(flushed).containsExactly("a", "b", "c");
    assertThat(failed).isEmpty();
    tracker.checkDone();
  }

  @Test
  void aStreamThatIsAheadIsGivenNoPageTwice() {
    turn().from(at("b", new PagePosition(2, "2")));
    assertThat(accepted).containsExactly("a0", "c0", "a1", "c1", "a2", "b2", "c2");
  }

  @Test
  void aStreamThatIsDoneIsLeftOut() {
    turn().from(start().without(part("a")));
    assertThat(accepted).containsExactly("b0", "c0", "b1", "c1", "b2", "c2");
  }

  @Test
  void aStreamWhosePageIsRefusedLeavesAndTheOthersGoOn() {
    refused = "b1";
    turn().from(start());
    assertThat(accepted).containsExactly("a0", "b0", "c0", "a1", "c1", "a2", "c2");
    assertThat(failed).containsExactly("b: b1 is refused");
    tracker.checkDone();
  }

  @Test
  void aStreamThatFailsInTheSourceLeavesAndTheOthersGoOn() {
    log.failing = Map.of("c", Problem.expired("gone"));
    turn().from(start());
    assertThat(accepted).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
    assertThat(failed).containsExactly("c: gone");
  }

  @Test
  void whenNothingCanBeReadOnlyStreamsThatAreNotDoneFail() {
    log.failsAt = 2;
    log.endsEarly = "b";
    turn().from(start());
    assertThat(accepted).containsExactly("a0", "b0", "c0", "a1", "b1", "c1");
    assertThat(failed).containsExactly("a: no answer", "c: no answer");
    assertThat(flushed).containsExactly("b");
    tracker.checkDone();
  }

  @Test
  void theWatermarkIsWhereAllStreamsAreComplete() {
    log.failsAt = 2;
    turn().from(at("c", new PagePosition(2, "2")));
    assertThat(watermark.currentWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    PageTracker again = new PageTracker(PageRange.from(PagePosition.FIRST));
    new ReadTurn<>(log, new Sink(), ahead, again, watermark, null).from(start());
    assertThat(watermark.currentWatermark().getMillis()).isEqualTo(1);
  }

  @Test
  void slicesOfAGroupAreReadOneAfterTheOtherAndFailEachByItself() {
    Slice group = Slice.group(List.of(part("a"), part("b"), part("c")));
    Each each = new Each("b1");
    new ReadTurn<>(each, new Sink(), ahead, tracker, watermark, null)
        .from(Positions.of(group, PagePosition.FIRST));
    assertThat(accepted).containsExactly("a0", "a1", "a2", "b0", "c0", "c1", "c2");
    assertThat(failed).containsExactly("b: b1 is not there");
    assertThat(flushed).containsExactly("a", "b", "c");
    assertThat(watermark.currentWatermark()).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    tracker.checkDone();
  }

  @Test
  void positionsOfSeveralStreamsTravelAsOne() {
    Positions positions = at("b", new PagePosition(7, "x\"y")).without(part("c"));
    assertThat(Positions.of(SHARED, positions.joined())).isEqualTo(positions);
    assertThat(positions.without(part("a")).without(part("b")).joined()).isNull();
    assertThat(start()).isEqualTo(Positions.of(SHARED, PagePosition.FIRST));
  }

  private static Slice part(String stream) {
    return Slice.whole(stream);
  }

  private static Positions at(String stream, PagePosition position) {
    return start().with(Map.of(part(stream), position));
  }

  private static Positions start() {
    return Positions.of(SHARED, PagePosition.FIRST);
  }

  private ReadTurn<String> turn() {
    return new ReadTurn<>(log, new Sink(), ahead, tracker, watermark, null);
  }

  /** Three pages of a slice, one by one. */
  private static class Each implements StreamReader {
    private final String missing;

    /**
     * @param missing a page that can't be had
     */
    Each(String missing) {
      this.missing = missing;
    }

    @Override
    public RecordBatch read(Slice slice, PagePosition position) {
      String page = slice.stream() + position.index();
      if (page.equals(missing)) {
        throw Problem.source(page + " is not there");
      }
      return page(slice, position.index(), PAGES);
    }

    static RecordBatch page(Slice slice, long page, int pages) {
      boolean last = page == pages - 1;
      PagePosition next = last ? null : new PagePosition(page + 1, "" + (page + 1));
      CursorMark mark = new CursorMark("" + page, page * 1_000);
      return new RecordBatch(slice, page, List.of(new JsonObject()), 0, 1, mark, mark, next);
    }

    @Override
    public StreamSpec spec() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Chunk slices(Span span, String from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean ordered() {
      return true;
    }

    @Override
    public CallStats stats() {
      return new CallStats();
    }
  }

  /** Three pages for everybody; page n is complete up to n milliseconds. */
  private static final class Log extends Each {
    private int requests;
    private Map<String, Problem> failing = Map.of();
    private int failsAt = PAGES;
    private String endsEarly = "";

    Log() {
      super("");
    }

    @Override
    public PageSet readAll(Slice slice, Map<Slice, PagePosition> positions) {
      requests++;
      long page = positions.values().stream().mapToLong(PagePosition::index).min().orElseThrow();
      if (page == failsAt) {
        throw Problem.source("no answer");
      }
      List<RecordBatch> pages = new ArrayList<>();
      Map<Slice, Problem> failures = new LinkedHashMap<>();
      for (Slice part : slice.parts()) {
        PagePosition position = positions.get(part);
        if (position != null && failing.containsKey(part.stream())) {
          failures.put(part, failing.get(part.stream()));
        } else if (position != null && position.index() == page) {
          pages.add(page(part, page, part.stream().equals(endsEarly) ? 2 : PAGES));
        }
      }
      CursorMark complete = pages.size() < positions.size() ? null : pages.get(0).latest();
      return new PageSet(pages, Map.of(), failures, complete);
    }
  }

  private final class Sink implements PageSink<String> {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
      return from;
    }

    @Override
    public Duration turn() {
      return Duration.ofMinutes(1);
    }

    @Override
    public void accept(RecordBatch batch, OutputReceiver<String> out) {
      String page = batch.slice().stream() + batch.page();
      if (page.equals(refused)) {
        throw Problem.schema(page + " is refused");
      }
      accepted.add(page);
    }

    @Override
    public void startOver(Slice slice, OutputReceiver<String> out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void flush(Slice slice, OutputReceiver<String> out) {
      flushed.add(slice.stream());
    }

    @Override
    public void fail(Slice slice, Problem problem, OutputReceiver<String> out) {
      failed.add(slice.stream() + ": " + problem.getMessage());
    }

    @Override
    public void close() {}
  }
}
