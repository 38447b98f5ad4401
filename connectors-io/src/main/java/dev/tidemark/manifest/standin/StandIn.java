package dev.tidemark.manifest.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Sender;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers requests as the service of a manifest might: the records have the fields of the
 * manifest's schemas, and stand where it looks for them; there is a second page, and no third one.
 * Whatever the manifest can't tell, such as a filter on the server's side, it does not do.
 */
public final class StandIn implements Sender {
  /** What a request for the last page has somewhere in it. */
  private static final String NEXT = "next-page";

  private final List<Expected> expected = new ArrayList<>();

  /** First pages that come with the records of parents, by where they stand in those. */
  private final Map<List<Object>, Expected> brought = new LinkedHashMap<>();

  private final Clock clock;
  private final AtomicInteger answers = new AtomicInteger();

  private StandIn(Clock clock) {
    this.clock = clock;
  }

  /** Plays the service of a manifest. */
  public static StandIn of(Component root, Clock clock) {
    StandIn standIn = new StandIn(clock);
    standIn.learn(root);
    return standIn;
  }

  /** Plays the service of one more part of a manifest; not while it is asked. */
  public void learn(Component part) {
    Inventory inventory = Inventory.of(part);
    expected.addAll(inventory.expected());
    brought.putAll(inventory.brought());
  }

  /** Numbers its records from the first again. */
  public void restart() {
    answers.set(0);
  }

  @Override
  public Reply send(Request request, Toll toll) {
    List<Expected> matching =
        expected.stream()
            .filter(candidate -> candidate.matches(request))
            .sorted(Comparator.comparingInt(candidate -> -candidate.urls().known()))
            .toList();
    if (matching.isEmpty()) {
      return reply(404, Map.of(), "{\"message\": \"no such thing here\"}".getBytes(UTF_8));
    }
    Expected best = matching.get(0);
    boolean isLast = isForLastPage(request);
    String nextUrl = isLast ? null : following(request.url());
    Answering how = new Answering(isLast, nextUrl, answers.getAndIncrement(), brought);
    Object body = null;
    for (Expected candidate : matching) {
      if (candidate.urls().known() == best.urls().known()) {
        body = Structure.both(body, body(candidate, how));
      }
    }
    return reply(
        200, headers(best, nextUrl), best.format().write(body == null ? new JsonObject() : body));
  }

  private static boolean isForLastPage(Request request) {
    boolean inBody = request.body() != null && new String(request.body(), UTF_8).contains(NEXT);
    return inBody
        || request.url().toString().contains(NEXT)
        || request.headers().values().stream().anyMatch(value -> value.contains(NEXT));
  }

  private static String following(URI url) {
    return url + (url.getRawQuery() == null ? "?" : "&") + "page_token=" + NEXT;
  }

  /**
   * How to answer.
   *
   * @param isLast whether there is no further page
   * @param nextUrl of the next page, or null
   * @param number which answer it is
   * @param brought first pages that records bring with them
   */
  private record Answering(
      boolean isLast, String nextUrl, int number, Map<List<Object>, Expected> brought) {}

  private Object body(Expected expected, Answering how) {
    Object body = null;
    for (Expected.Part part : expected.parts()) {
      body =
          switch (part.kind()) {
            case VALUE -> Structure.with(body, part.path(), own(part.value()));
            case RECORDS -> withRecords(body, part, how);
            case NEXT -> Structure.set(body, part.path(), how.isLast() ? null : NEXT);
            case NEXT_URL -> Structure.set(body, part.path(), how.nextUrl());
          };
    }
    return body;
  }

  /** What is not changed with other answers. */
  private static Object own(Object value) {
    return value instanceof JsonObject object ? object.copy() : value;
  }

  /** Where a star is in the path, each match is one record; else the records are a list. */
  private Object withRecords(Object body, Expected.Part part, Answering how) {
    List<JsonObject> records = ((RecordNeeds) part.value()).records(clock, how.number());
    records.forEach(record -> bring(record, how));
    int star = part.path().indexOf("*");
    if (star < 0) {
      return Structure.with(body, part.path(), records);
    }
    Object with = body;
    for (int i = 0; i < records.size(); i++) {
      List<Object> path = new ArrayList<>(part.path());
      // At the root a list would be opened.
      path.set(star, star == 0 ? "item" + i : i);
      with = Structure.with(with, path, records.get(i));
    }
    return with;
  }

  /** Puts first pages of other streams where they are looked for. */
  private void bring(JsonObject record, Answering how) {
    how.brought()
        .forEach(
            (path, child) -> {
              if (record.get(path.get(0).toString()) instanceof JsonObject) {
                Object page = body(child, new Answering(true, null, how.number(), Map.of()));
                Structure.set(record, path, page);
              }
            });
  }

  private static Map<String, String> headers(Expected expected, String nextUrl) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/json");
    for (String name : expected.headers()) {
      if (nextUrl != null) {
        boolean isLink = name.equalsIgnoreCase("link");
        headers.put(name, isLink ? "<" + nextUrl + ">; rel=\"next\"" : NEXT);
      }
    }
    return headers;
  }

  private Reply reply(int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> values = new TreeMap<>();
    headers.forEach((name, value) -> values.put(name, List.of(value)));
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return new Reply(status, values, body, body.length, now);
  }
}
