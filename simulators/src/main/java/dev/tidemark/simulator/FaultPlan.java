package dev.tidemark.simulator;

import dev.tidemark.simulator.record.Dice;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What shall go wrong, by chance or by script:
 *
 * <pre>{@code
 * FaultPlan.transientFaults(7, 0.1);                            // every tenth request, reproducible
 * FaultPlan.none().on("/v1/customers", 3, FaultKind.CUT_BODY);  // the third request of that path
 * FaultPlan.none().from("/v1/campaigns/*", 1, FaultKind.AUTH_REVOKED);  // each one from the first
 * }</pre>
 *
 * Chance depends on the seed, the path and how many requests that path has seen, so that the same
 * requests meet the same faults, whatever other paths are read meanwhile. At most {@link
 * #maxConsecutive} chance faults in a row hit one URL; scripted ones are not held back. Immutable.
 */
public final class FaultPlan {
  private final long seed;
  private final Map<FaultKind, Double> chances;
  private final List<FaultRule> rules;
  private final Duration retryAfter;
  private final Duration slowness;
  private final int maxConsecutive;

  private FaultPlan(
      long seed,
      Map<FaultKind, Double> chances,
      List<FaultRule> rules,
      Duration retryAfter,
      Duration slowness,
      int maxConsecutive) {
    this.seed = seed;
    this.chances = Collections.unmodifiableMap(chances);
    this.rules = List.copyOf(rules);
    this.retryAfter = retryAfter;
    this.slowness = slowness;
    this.maxConsecutive = maxConsecutive;
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return random(0, Map.of());
  }

  /** Faults that a client gets over by asking again; the rate is that of all kinds together. */
  public static FaultPlan transientFaults(long seed, double rate) {
    return evenly(seed, rate, FaultKind::isTransient);
  }

  /** Faults of all kinds; the rate is that of all kinds together. */
  public static FaultPlan anyFault(long seed, double rate) {
    return evenly(seed, rate, kind -> true);
  }

  /** Faults by the chance of each kind, from 0 to 1 and no more than 1 together. */
  public static FaultPlan random(long seed, Map<FaultKind, Double> chances) {
    double sum = chances.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum > 1 + 1e-9 || chances.values().stream().anyMatch(chance -> !(chance >= 0))) {
      throw new IllegalArgumentException("chances must be from 0 to 1 together: " + chances);
    }
    Map<FaultKind, Double> sorted = new EnumMap<>(FaultKind.class);
    sorted.putAll(chances);
    return new FaultPlan(seed, sorted, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1), 3);
  }

  /**
   * One fault more: on the nth request (from 1) of a path; a {@code *} at its end matches any rest.
   */
  public FaultPlan on(String path, int nth, FaultKind kind) {
    return and(new FaultRule(path, nth, nth, kind));
  }

  /** Faults more: on each request of a path from the nth (from 1). */
  public FaultPlan from(String path, int nth, FaultKind kind) {
    return and(new FaultRule(path, nth, Integer.MAX_VALUE, kind));
  }

  /**
   * How long a 429 asks to wait: in {@code Retry-After} or in the API's own header; 1 s if not
   * said.
   */
  public FaultPlan withRetryAfter(Duration wait) {
    return new FaultPlan(seed, chances, rules, wait, slowness, maxConsecutive);
  }

  /** How late a slow answer is; 1 s if not said. */
  public FaultPlan withSlowness(Duration delay) {
    return new FaultPlan(seed, chances, rules, retryAfter, delay, maxConsecutive);
  }

  /** How many chance faults in a row one URL may meet; 3 if not said. */
  public FaultPlan withMaxConsecutive(int most) {
    return new FaultPlan(seed, chances, rules, retryAfter, slowness, most);
  }

  Duration retryAfter() {
    return retryAfter;
  }

  Duration slowness() {
    return slowness;
  }

  int maxConsecutive() {
    return maxConsecutive;
  }

  List<FaultRule> rules() {
    return rules;
  }

  /** The chance fault of the nth request of a path, or null. */
  FaultKind chance(String path, int nth) {
    double rolled = Dice.unit(variety(path, nth));
    for (Map.Entry<FaultKind, Double> entry : chances.entrySet()) {
      rolled -= entry.getValue();
      if (rolled < 0) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** Even bits for the nth request of a path. */
  long variety(String path, int nth) {
    return Dice.of(seed, path).roll(nth, 0);
  }

  @Override
  public String toString() {
    return "FaultPlan{seed="
        + seed
        + ", chances="
        + chances
        + ", script="
        + rules
        + ", retryAfter="
        + retryAfter
        + ", slowness="
        + slowness
        + ", maxConsecutive="
        + maxConsecutive
        + "}";
  }

  private FaultPlan and(FaultRule rule) {
    List<FaultRule> more = Stream.concat(rules.stream(), Stream.of(rule)).toList();
    return new FaultPlan(seed, chances, more, retryAfter, slowness, maxConsecutive);
  }

  private static FaultPlan evenly(long seed, double rate, Predicate<FaultKind> wanted) {
    List<FaultKind> kinds = Arrays.stream(FaultKind.values()).filter(wanted).toList();
    Map<FaultKind, Double> chances = new EnumMap<>(FaultKind.class);
    kinds.forEach(kind -> chances.put(kind, rate / kinds.size()));
    return random(seed, chances);
  }
}
