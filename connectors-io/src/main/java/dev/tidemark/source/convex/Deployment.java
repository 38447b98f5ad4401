package dev.tidemark.source.convex;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Account;
import dev.tidemark.http.AccountNames;
import dev.tidemark.http.Budget;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Sender;
import dev.tidemark.http.Time;
import dev.tidemark.http.Transport;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What can be asked of a deployment. Safe for any number of threads. */
final class Deployment {
  private static final String CLIENT = "tidemark-0.1.0";
  private static final int RETRIES = 8;

  /** A login page or a cut body may be gone in a moment; if it stays, waiting long is no use. */
  private static final int UNDECODABLE_RETRIES = 3;

  private final String url;
  private final Map<String, String> headers;
  private final Format format;
  private final Account account;
  private final Supplier<Caller> callers;
  private final Caller caller;
  private final int retries;

  private Deployment(
      String url,
      Map<String, String> headers,
      Format format,
      Account account,
      Supplier<Caller> callers,
      int retries) {
    this.url = url;
    this.headers = headers;
    this.format = format;
    this.account = account;
    this.callers = callers;
    this.caller = callers.get();
    this.retries = retries;
  }

  static Deployment of(
      JsonObject config, Set<String> secretPaths, Network network, List<Rate> budget, Time time) {
    Sender sender = new Transport(network, time);
    String name = AccountNames.of("convex", config, secretPaths, network);
    Account account = Account.shared(name, Budget.of(budget), time);
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Convex " + config.text("access_key", ""),
            "Convex-Client",
            CLIENT,
            "Accept",
            "application/json",
            "User-Agent",
            "tidemark");
    return new Deployment(
        config.text("deployment_url", "").replaceFirst("/$", "") + "/api/",
        headers,
        Format.named(config.text("format", Format.JSON.word())),
        account,
        () -> new Caller(sender, account, time, new CallStats(), network.firstBackoff()),
        RETRIES);
  }

  /** The same deployment, counting what it costs anew. */
  Deployment counted() {
    return new Deployment(url, headers, format, account, callers, retries);
  }

  /** The same deployment, hardly tried again: for checks, which should answer soon. */
  Deployment impatient() {
    return new Deployment(url, headers, format, account, callers, 1);
  }

  Account account() {
    return account;
  }

  CallStats stats() {
    return caller.stats();
  }

  Format format() {
    return format;
  }

  /** Schemas of all tables, as the deployment tells them. */
  Map<TableName, JsonObject> schemas() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("deltaSchema", "true");
    query.put("byComponent", "true");
    return get("json_schemas", query, (answer, reply) -> schemas(answer));
  }

  /** Deployments that know of no components tell their tables at once. */
  private static Map<TableName, JsonObject> schemas(JsonObject answer) throws Undecodable {
    Map<TableName, JsonObject> schemas = new LinkedHashMap<>();
    for (String name : answer.names()) {
      JsonObject value = Page.member(answer, name, JsonObject.class);
      if (value.get("type") instanceof String) {
        schemas.put(new TableName("", name), value);
      } else {
        for (String table : value.names()) {
          schemas.put(new TableName(name, table), Page.member(value, table, JsonObject.class));
        }
      }
    }
    return schemas;
  }

  /**
   * A page of a table as of a moment.
   *
   * @param snapshot the moment; null for now
   * @param cursor where the page before ended; null for the first
   */
  SnapshotPage snapshot(TableName table, Long snapshot, String cursor) {
    Map<String, String> query = only(table);
    if (snapshot != null) {
      query.put("snapshot", snapshot.toString());
    }
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    Parser<SnapshotPage> parser =
        (answer, reply) -> {
          Page page = Page.of(answer, reply, format);
          long moment = Page.member(answer, "snapshot", Long.class);
          boolean hasMore = Page.member(answer, "hasMore", Boolean.class);
          String following = hasMore ? Page.member(answer, "cursor", String.class) : null;
          if (snapshot != null && moment != snapshot) {
            throw new Undecodable("a snapshot of " + moment + " where " + snapshot + " was wanted");
          }
          if (hasMore && following.equals(cursor)) {
            throw new Undecodable("the same cursor twice, so it would never end");
          }
          page.requireTimes(Long.MIN_VALUE, moment);
          page.requireTable(table);
          return new SnapshotPage(page, moment, following);
        };
    SnapshotPage page = get("list_snapshot", query, parser);
    // Nothing in such an answer tells whose it is; so it is believed when it is given twice.
    return page.isBare() && cursor == null ? get("list_snapshot", query, parser) : page;
  }

  /** What changed in some tables after a moment, as far as a page goes. */
  LogPage log(long after, Collection<TableName> tables) {
    Parser<LogPage> parser =
        (answer, reply) -> {
          Page page = Page.of(answer, reply, format);
          long upTo = Page.member(answer, "cursor", Long.class);
          boolean hasMore = Page.member(answer, "hasMore", Boolean.class);
          if (upTo < after || (hasMore && upTo == after)) {
            throw new Undecodable("the log ends at " + upTo + " where it should go on");
          }
          page.requireTimes(after, upTo);
          return new LogPage(page, upTo, hasMore);
        };
    LogPage page = log(after, tables, parser);
    return page.upTo() == after ? log(after, tables, parser) : page;
  }

  private LogPage log(long after, Collection<TableName> tables, Parser<LogPage> parser) {
    if (tables.size() == 1) {
      Map<String, String> query = only(tables.iterator().next());
      query.put("cursor", Long.toString(after));
      return get("document_deltas", query, parser);
    }
    JsonObject body =
        JsonObject.of("cursor", after, "format", format.word(), "selection", selection(tables));
    return call(
        () -> new Request("POST", URI.create(url + "document_deltas"), json(), bytes(body)),
        parser);
  }

  private Map<String, String> json() {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "application/json");
    return all;
  }

  private static byte[] bytes(JsonObject body) {
    return Json.write(body).getBytes(UTF_8);
  }

  private static Map<String, String> only(TableName table) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("tableName", table.table());
    if (!table.component().isEmpty()) {
      query.put("component", table.component());
    }
    return query;
  }

  private static JsonObject selection(Collection<TableName> tables) {
    JsonObject selection = JsonObject.of("_other", "excluded");
    for (TableName table : tables) {
      if (!selection.has(table.component())) {
        selection.put(table.component(), JsonObject.of("_other", "excluded"));
      }
      selection.object(table.component()).put(table.table(), JsonObject.of("_other", "included"));
    }
    return selection;
  }

  /** Makes of an answer what was asked for; throws where it is something else. */
  private interface Parser<T> {
    T parse(JsonObject answer, Reply reply) throws Undecodable;
  }

  private <T> T get(String path, Map<String, String> query, Parser<T> parser) {
    StringBuilder target = new StringBuilder(url).append(path).append("?format=");
    target.append(format.word());
    query.forEach((name, value) -> target.append('&').append(name).append('=').append(part(value)));
    URI uri = URI.create(target.toString());
    return call(() -> Request.get(uri, headers), parser);
  }

  private static String part(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  private <T> T call(Supplier<Request> request, Parser<T> parser) {
    Reading<T> reading = new Reading<>(parser);
    caller.call(request, reading, retries);
    return reading.value;
  }

  /** Judges answers, and keeps what was made of the right one. */
  private static final class Reading<T> implements Judge {
    private final Parser<T> parser;
    private T value;

    Reading(Parser<T> parser) {
      this.parser = parser;
    }

    @Override
    public Verdict judge(Reply reply, int failures) {
      if (reply.isError()) {
        return Refusals.of(reply, failures);
      }
      String fault = read(reply);
      return fault == null
          ? Verdict.ACCEPT
          : failures > UNDECODABLE_RETRIES
              ? Verdict.fail(Problem.Kind.SOURCE, fault)
              : Verdict.retry(fault, null);
    }

    /** Returns what is wrong with it, or null. */
    private String read(Reply reply) {
      Answer answer = new Answer(reply);
      try {
        if (answer.json() instanceof JsonObject object) {
          value = parser.parse(object, reply);
          return null;
        }
        return "the answer is no JSON object (" + answer.description() + ")";
      } catch (JsonSyntax e) {
        return "the answer is not JSON (" + answer.description() + "): " + e.getMessage();
      } catch (Undecodable e) {
        return "the answer is not what was asked for: " + e.getMessage();
      }
    }
  }
}
