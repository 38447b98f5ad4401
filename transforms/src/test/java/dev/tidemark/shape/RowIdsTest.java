package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RowIdsTest {
  private static final long MICROS = 1_767_225_600_123_456L;

  @Test
  void anIdIsAUuidOfVersionSevenWithTheTimeOfItsPage() {
    UUID id = ids(MICROS, 1).get(0);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MICROS / 1_000);
  }

  @Test
  void laterRowsHaveGreaterIdsWithinAPageAndFromPageToPage() {
    List<String> ids = new ArrayList<>();
    ids(MICROS, 1_000).forEach(id -> ids.add(id.toString()));
    ids(MICROS, 1_000).forEach(id -> ids.add(id.toString()));
    ids(MICROS + 1_000, 1_000).forEach(id -> ids.add(id.toString()));
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsGrowOverTheWholeRangeOfTheCounter() {
    List<String> ids = new ArrayList<>();
    for (long counter : new long[] {0, 1, 0x3FFF_FFFFL, 0x4000_0000L, 0x4000_0001L, 1L << 41}) {
      ids.add(new UUID(RowIds.high(MICROS, counter), RowIds.low(counter)).toString());
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsOfManyThreadsDiffer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<UUID>>> pages = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        pages.add(() -> ids(MICROS, 500));
      }
      Set<UUID> all = new HashSet<>();
      for (Future<List<UUID>> page : threads.invokeAll(pages)) {
        all.addAll(page.get());
      }
      assertThat(all).hasSize(200 * 500);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<UUID> ids(long micros, int count) {
    long first = RowIds.reserve(count);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new UUID(RowIds.high(micros, first + i), RowIds.low(first + i)));
    }
    return ids;
  }
}
