package dev.tidemark.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A running stand-in for an API; see {@link Simulators} for how to start one. It can be asked what
 * came in ({@link #requests}, {@link #violations}), what is true ({@link #truth}), and be changed
 * while it runs ({@link #grow}, {@link #faults}). Safe for several threads.
 */
public final class Simulator implements AutoCloseable {
  private final Api api;
  private final Desk desk;
  private final RequestLog log;
  private final Listener listener;

  private Simulator(Api api, Desk desk, RequestLog log, Listener listener) {
    this.api = api;
    this.desk = desk;
    this.log = log;
    this.listener = listener;
  }

  static Simulator start(Api api, SimulatorOptions options) {
    Desk desk = new Desk(api, options);
    RequestLog log = new RequestLog(options.clock());
    return new Simulator(api, desk, log, Listener.start(desk, log, options));
  }

  /** Its address, {@code http://127.0.0.1:PORT}, without a slash at the end. */
  public String url() {
    return listener.url();
  }

  /** The URL that plays each host: for {@code network.routes}. */
  public Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    api.hosts().forEach((host, prefix) -> routes.put(host, url() + prefix));
    return routes;
  }

  /** The port it listens on. */
  public int port() {
    return listener.port();
  }

  /** The names of its streams, for {@link #truth}. */
  public List<String> streams() {
    return api.data().streams();
  }

  /**
   * Exactly the records that a full read of a stream must give now, in the API's order. Each is
   * made when it is asked for, so a list of a million takes no room; it does not follow later
   * growth.
   */
  public List<Map<String, Object>> truth(String stream) {
    return truth(stream, Map.of());
  }

  /**
   * The records that a read with these request parameters (filters, dates; not paging) must give.
   */
  public List<Map<String, Object>> truth(String stream, Map<String, String> parameters) {
    if (!streams().contains(stream)) {
      throw new IllegalArgumentException(
          "no stream is named '" + stream + "'; there are: " + String.join(", ", streams()));
    }
    return api.data().select(stream, parameters).records();
  }

  /** Adds about so many records and changes some, as time does between two syncs; by seed. */
  public void grow(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("data can only grow, not by " + count);
    }
    api.data().grow(count);
  }

  /** What else can be done to this account, by the type that the API's package has for it. */
  public <T> T controls(Class<T> type) {
    return type.cast(api.controls());
  }

  /** Replaces the plan of faults; its counting starts anew. */
  public void faults(FaultPlan plan) {
    desk.faults(plan);
  }

  /** The requests so far, in the order they arrived; the last 100,000 of them. */
  public List<RecordedRequest> requests() {
    return log.requests();
  }

  /** How many requests have arrived. */
  public int requestCount() {
    return log.count();
  }

  /** Forgets the requests so far. */
  public void clearRequests() {
    log.clear();
  }

  /**
   * Every breach seen: more requests in a stretch of time than the rate allows, more requests at
   * once than the API bears, and requests sent before a {@code Retry-After} was over (unless they
   * arrived within 250 ms after that answer, and so were under way). Requests with a wrong key are
   * nobody's and do not count.
   */
  public List<String> violations() {
    return desk.violations();
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    listener.close();
  }
}
