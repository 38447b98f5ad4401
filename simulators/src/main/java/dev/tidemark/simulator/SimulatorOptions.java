package dev.tidemark.simulator;

import java.time.Clock;
import java.time.Duration;

/**
 * How a simulator shall be: {@code SimulatorOptions.defaults().withSeed(7).withSize(10_000)}.
 * Immutable; the order of the calls does not matter.
 */
public final class SimulatorOptions {
  private long seed = 1;
  private int size = 1_000;
  private int port;
  private String apiKey = "demo";
  private Duration latency = Duration.ZERO;
  private int maxPageSize;
  private boolean limited = true;
  private Rate rate;
  private int mostAtOnce;
  private boolean compress;
  private Clock clock = Clock.systemUTC();
  private FaultPlan faults = FaultPlan.none();

  private SimulatorOptions() {}

  private SimulatorOptions(SimulatorOptions other) {
    this.seed = other.seed;
    this.size = other.size;
    this.port = other.port;
    this.apiKey = other.apiKey;
    this.latency = other.latency;
    this.maxPageSize = other.maxPageSize;
    this.limited = other.limited;
    this.rate = other.rate;
    this.mostAtOnce = other.mostAtOnce;
    this.compress = other.compress;
    this.clock = other.clock;
    this.faults = other.faults;
  }

  /** 1,000 records by seed 1, a free port, key "demo", the API's own limits, no faults. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions();
  }

  /** The seed that all data follows from. */
  public SimulatorOptions withSeed(long value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.seed = value;
    return copy;
  }

  /** How many records the main stream has: customers, leads. The others follow in proportion. */
  public SimulatorOptions withSize(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("size must be 0 or more, not " + value);
    }
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.size = value;
    return copy;
  }

  /** The port on 127.0.0.1; 0 takes a free one. */
  public SimulatorOptions withPort(int value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.port = value;
    return copy;
  }

  /** The one key that is accepted. */
  public SimulatorOptions withApiKey(String value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.apiKey = value;
    return copy;
  }

  /** How long each answer waits before it is sent. */
  public SimulatorOptions withLatency(Duration value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.latency = value;
    return copy;
  }

  /** Another page size than the API's own (the greatest one, where a request may choose). */
  public SimulatorOptions withMaxPageSize(int value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.maxPageSize = value;
    return copy;
  }

  /** Another rate than the API's own. */
  public SimulatorOptions withRateLimit(Rate value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.limited = true;
    copy.rate = value;
    return copy;
  }

  /** Another number of requests at once than the API's own. */
  public SimulatorOptions withMostAtOnce(int value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.limited = true;
    copy.mostAtOnce = value;
    return copy;
  }

  /** As many requests as come, without rate headers. */
  public SimulatorOptions withoutRateLimit() {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.limited = false;
    return copy;
  }

  /** Whether answers are compressed for clients that accept gzip. */
  public SimulatorOptions withCompress(boolean value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.compress = value;
    return copy;
  }

  /** What "now" is: when data is changed, and when a rate is free again. */
  public SimulatorOptions withClock(Clock value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.clock = value;
    return copy;
  }

  /** What shall go wrong from the start. */
  public SimulatorOptions withFaults(FaultPlan value) {
    SimulatorOptions copy = new SimulatorOptions(this);
    copy.faults = value;
    return copy;
  }

  /** See {@link #withSeed}. */
  public long seed() {
    return seed;
  }

  /** See {@link #withSize}. */
  public int size() {
    return size;
  }

  /** See {@link #withPort}. */
  public int port() {
    return port;
  }

  /** See {@link #withApiKey}. */
  public String apiKey() {
    return apiKey;
  }

  /** See {@link #withLatency}. */
  public Duration latency() {
    return latency;
  }

  /** The page size asked for, or the API's own when none was. */
  public int maxPageSize(int ofTheApi) {
    return maxPageSize > 0 ? maxPageSize : ofTheApi;
  }

  /** The rate asked for, the API's own when none was, or null when it is switched off. */
  public Rate rate(Rate ofTheApi) {
    Rate chosen = rate == null ? ofTheApi : rate;
    return limited ? chosen : null;
  }

  /** How many requests at once were asked for, the API's own when not, or 0 when switched off. */
  public int mostAtOnce(int ofTheApi) {
    return !limited ? 0 : mostAtOnce > 0 ? mostAtOnce : ofTheApi;
  }

  /** See {@link #withCompress}. */
  public boolean compress() {
    return compress;
  }

  /** See {@link #withClock}. */
  public Clock clock() {
    return clock;
  }

  /** See {@link #withFaults}. */
  public FaultPlan faults() {
    return faults;
  }
}
