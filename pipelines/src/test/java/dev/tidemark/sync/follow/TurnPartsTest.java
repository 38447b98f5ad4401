package dev.tidemark.sync.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.StreamChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class TurnPartsTest {
  private static final JsonObject FIRST = JsonObject.of("id", 1L, "name", "a");

  private static RecordBatch page(List<JsonObject> records) {
    return new RecordBatch(Slice.whole("s"), 0, records, 0, 0, null, null, (PagePosition) null);
  }

  private static Known known(long from, long to) {
    Known known = new Known();
    known.add(page(LongStream.range(from, to).mapToObj(id -> JsonObject.of("id", id)).toList()));
    return known;
  }

  @Test
  void recordsAreKnownByAllTheirValues() {
    Known known = new Known();
    known.add(page(List.of(FIRST)));
    assertThat(known.has(JsonObject.of("name", "a", "id", 1L))).isTrue();
    assertThat(known.has(JsonObject.of("id", 1L, "name", "b"))).isFalse();
  }

  @Test
  void theSameRecordsInAnotherOrderAreTheSame() {
    Known known = known(0, 20);
    known.add(page(List.of(FIRST)));
    Known other = new Known();
    other.add(page(List.of(FIRST)));
    LongStream.range(0, 20).forEach(id -> other.add(page(List.of(JsonObject.of("id", 19 - id)))));
    assertThat(known.equalTo(other)).isTrue();
    other.add(page(List.of(FIRST)));
    assertThat(known.equalTo(other)).isFalse();
  }

  @Test
  void tooManyRecordsAreNotKnownAtAll() {
    Known many = known(0, 1_001);
    assertThat(many.has(JsonObject.of("id", 1L))).isFalse();
    assertThat(many.equalTo(many)).isFalse();
  }

  @Test
  void pausesGrowToFiveMinutesOrToThatBetweenTurns() {
    Pace often = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(30));
    assertThat(often.pause(0)).hasSeconds(10);
    assertThat(often.pause(2)).hasSeconds(40);
    assertThat(often.pause(1_000)).hasMinutes(5);
    assertThat(new Pace(Duration.ofHours(1), Duration.ofSeconds(30)).pause(7)).hasHours(1);
  }

  @Test
  void turnsAreHandedOnBetweenTwoCallsOnly() {
    StandingTracker tracker = new StandingTracker(Standing.START);
    assertThat(tracker.trySplit(0)).isNull();
    Standing next = Standing.between(Map.of("s", Stand.START.failed(Instant.ofEpochSecond(9))));
    assertThat(tracker.tryClaim(next)).isTrue();
    SplitResult<Standing> split = tracker.trySplit(0);
    assertThat(split.getResidual()).isEqualTo(next);
    assertThat(split.getResidual().due()).isEqualTo(Instant.ofEpochSecond(9));
    assertThat(split.getPrimary().stop()).isTrue();
    assertThat(tracker.tryClaim(next)).isFalse();
    tracker.checkDone();
  }

  @Test
  void whatTheJobSaysOfAStreamTravels() {
    StreamChoice choice = StreamChoice.of("s").withCursor("at").withPrimaryKey("id");
    assertThat(SerializableUtils.clone(choice)).isEqualTo(choice);
    assertThat(SerializableUtils.clone(StreamChoice.of("s")).write()).isEqualTo(Optional.empty());
  }

  @Test
  void aDoorThatIsShutWaitsForThoseInsideAndLetsNobodyIn() throws Exception {
    Door door = Door.open("p");
    assertThat(Door.enter("p")).isTrue();
    Thread shuts = new Thread(door::close);
    shuts.start();
    while (Door.enter("p")) {
      Door.leave("p");
    }
    assertThat(shuts.isAlive()).isTrue();
    Door.leave("p");
    shuts.join();
    assertThat(Door.enter("another process's")).isTrue();
  }
}
