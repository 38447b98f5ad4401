package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Slice;
import dev.tidemark.shape.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Two runs of a stream, interrupted at a step that the destination takes, and finished by another
 * worker: the table must hold what it would have held. Every seventh step, that is, or all of them
 * with {@code -Dtidemark.stride=1}.
 */
public final class InterruptedLoad {
  private static final List<String> PARTS = List.of("a", "b");
  private static final int PAGES = 2;
  private static final int STRIDE = Integer.getInteger("tidemark.stride", 7);

  private final Strategy strategy;

  public InterruptedLoad(Strategy strategy) {
    this.strategy = strategy;
  }

  /** What a worker dies of here. */
  public static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Interrupts at one step after another, each time in a place of its own.
   *
   * @param places opens the n-th place
   * @return how many steps there were
   */
  public int interruptEverywhere(IntFunction<Place> places) {
    for (int step = 0; ; step += STRIDE) {
      try (Place place = places.apply(step)) {
        boolean died = dies(place.mortal(step));
        try (Destination worker = place.healthy().get()) {
          load(worker);
          assertThat(new Loads(worker).query("SELECT id, name FROM people ORDER BY id, name"))
              .as("%s, interrupted at step %d", strategy, step)
              .isEqualTo(expected());
        }
        if (!died) {
          return step;
        }
      }
    }
  }

  /** Somewhere to load into. */
  public interface Place extends AutoCloseable {
    /** A worker that dies at a step: {@link Death} is among the causes of what it throws. */
    Supplier<Destination> mortal(int step);

    Supplier<Destination> healthy();

    @Override
    void close();

    /** One that needs no tidying up. */
    static Place of(Supplier<Destination> mortal, Supplier<Destination> healthy) {
      return new Place() {
        @Override
        public Supplier<Destination> mortal(int step) {
          return mortal;
        }

        @Override
        public Supplier<Destination> healthy() {
          return healthy;
        }

        @Override
        public void close() {}
      };
    }
  }

  private boolean dies(Supplier<Destination> mortal) {
    try (Destination worker = mortal.get()) {
      load(worker);
      return false;
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Death) {
          return true;
        }
      }
      throw e;
    }
  }

  /** Does what is left to be done. */
  private void load(Destination worker) {
    for (int number = 1; number <= 2; number++) {
      if (!isComplete(worker, number)) {
        load(worker, number);
      }
    }
  }

  /** Only the end of a run moves the tidemark of a divided stream as a whole. */
  private static boolean isComplete(Destination worker, int number) {
    StreamState state = worker.states("crm").get("people");
    return state != null
        && state.tidemark().cursor() != null
        && state.tidemark().cursor().value().compareTo(day(number)) >= 0;
  }

  private static String day(int number) {
    return "2025-01-0" + number + "T00:00:00Z";
  }

  private void load(Destination worker, int number) {
    Loads loads = new Loads(worker);
    Run run = worker.states("crm").getOrDefault("people", StreamState.UNKNOWN).run().orElse(null);
    if (run == null) {
      run = loads.begin(strategy, Contract.EVOLVE);
    }
    for (int page = 0; page < PAGES; page++) {
      for (String part : PARTS) {
        Slice slice = slice(part, number);
        long next =
            next(worker.lastStaged(Loads.KEY, run.sync(), List.of(slice.id())).get(slice.id()));
        if (next == page) {
          loads.stage(run, slice, page, page == PAGES - 1, records(number, part, page));
        }
      }
      loads.committer(run).commitStaged();
    }
    loads.committer(run).complete();
  }

  private Slice slice(String part, int number) {
    return strategy == Strategy.SUPERSEDE ? Loads.version(part, day(number)) : Loads.part(part);
  }

  private static long next(LedgerEntry last) {
    if (last == null) {
      return 0;
    }
    return last.endsSlice() ? PAGES : last.page() + 1;
  }

  /** Each run brings the same keys; the second another field, and a value of another type. */
  private static String[] records(int number, String part, int page) {
    int key = PARTS.indexOf(part) * 10 + page;
    String from = ",\"part\":\"" + part + "\"";
    String more = number == 1 ? from : from + ",\"extra\":\"x\",\"visits\":\"many\"";
    return new String[] {
      "{\"id\":"
          + key
          + ",\"name\":\"n"
          + number
          + "\",\"at\":\""
          + day(number)
          + "\""
          + more
          + "}",
      "{\"id\":" + (100 * number + key) + ",\"at\":\"" + day(number) + "\"" + from + "}"
    };
  }

  private List<String> expected() {
    List<String> rows = new ArrayList<>();
    int[] keys = {0, 1, 10, 11};
    for (int key : keys) {
      if (strategy == Strategy.APPEND || strategy == Strategy.SCD2) {
        rows.add(key + " | n1");
      }
      rows.add(key + " | n2");
    }
    boolean onlySecond = strategy == Strategy.REPLACE || strategy == Strategy.SUPERSEDE;
    for (int number = onlySecond ? 2 : 1; number <= 2; number++) {
      for (int key : keys) {
        rows.add((100 * number + key) + " | null");
      }
    }
    return rows;
  }
}
