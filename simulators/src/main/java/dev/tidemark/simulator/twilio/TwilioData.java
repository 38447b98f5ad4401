package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.RecordSet;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The main account and its subaccounts. What happened, happened up to the beginning of the day
 * before the simulator was started, because the service forgets by its own clock; each {@link
 * #grow} adds ten minutes.
 */
final class TwilioData implements ApiData, TwilioControls {
  private final long seed;
  private final int size;
  private final Clock clock;
  private final Sids sids;
  private final Accounts accounts;
  private final Records records;
  private volatile State state;

  TwilioData(SimulatorOptions options) {
    seed = options.seed();
    size = options.size();
    clock = options.clock();
    sids = new Sids(seed);
    accounts = new Accounts(seed, size);
    records = new Records(seed, sids, accounts, options.apiKey(), clock);
    state = found();
  }

  private State found() {
    long end =
        clock.instant().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).getEpochSecond();
    return new Founding(seed, sids, accounts, size, end).found();
  }

  @Override
  public synchronized void subaccounts(int count) {
    accounts.subaccounts(count);
    state = found();
  }

  Accounts accounts() {
    return accounts;
  }

  Records records() {
    return records;
  }

  State state() {
    return state;
  }

  @Override
  public List<String> streams() {
    return records.streams();
  }

  @Override
  public synchronized void grow(int count) {
    state = new Growing(seed, sids, accounts, state).grow(count);
  }

  /** What is listed anywhere and has happened, of all accounts that can be read. */
  @Override
  public RecordSet select(String stream, Map<String, String> parameters) {
    Listing listing =
        Listing.ALL.stream().filter(each -> each.stream().equals(stream)).findFirst().orElseThrow();
    List<Row> found = new ArrayList<>();
    Times.Range range = range(listing, parameters);
    for (Row row : state.of(stream)) {
      if ((range == null || range.has(row)) && isReachable(listing, row)) {
        found.add(row);
      }
    }
    return records.truth(stream, ordered(listing, found));
  }

  /** Media can be found only by way of a message that is listed. */
  private boolean isReachable(Listing listing, Row row) {
    return !Times.MEDIA.equals(listing.times())
        || Times.MESSAGES.range(Map.of(), now()).has(row.parent());
  }

  /** The rows that a request lists. */
  List<Row> listed(Listing listing, int account, Row parent, Map<String, String> parameters) {
    Times times = listing.times();
    // Without a bound, what has not happened yet is listed too.
    Times.Range range =
        times != null && times.isAsked(parameters) ? range(listing, parameters) : null;
    List<Row> found = new ArrayList<>();
    for (Row row : state.of(listing.stream())) {
      boolean isHere = listing.stream().equals("accounts") || row.account() == account;
      boolean isBelow = parent == null || row.parent().sid().equals(parent.sid());
      if (isHere && isBelow && (range == null || range.has(row))) {
        found.add(row);
      }
    }
    return ordered(listing, found);
  }

  private Times.Range range(Listing listing, Map<String, String> parameters) {
    return listing.times() == null ? null : listing.times().range(parameters, now());
  }

  private static List<Row> ordered(Listing listing, List<Row> rows) {
    if (listing.isNewestFirst()) {
      Collections.reverse(rows);
      rows.sort(Comparator.comparingLong(Row::at).reversed());
    }
    return rows;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
