package dev.tidemark.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Quota;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.JsonBytes;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;

/** Twilio's reading API: which path gives what, who may ask, and what an error looks like. */
final class TwilioApi implements Api {
  private static final List<String> PRODUCTS =
      List.of("api", "monitor", "conversations", "studio", "trunking", "verify", "pricing");
  private static final int MOST_AT_ONCE = 10;

  /** What a query for alerts gives at most. */
  private static final int MOST_ALERTS = 10_000;

  private final String credentials;
  private final long seed;
  private final TwilioData data;
  private final Pages pages;
  private final Ids requestIds;
  private final AtomicLong answered = new AtomicLong();

  TwilioApi(SimulatorOptions options) {
    String pair = Sids.MAIN_ACCOUNT + ":" + options.apiKey();
    this.credentials = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    this.seed = options.seed();
    this.data = new TwilioData(options);
    this.pages = new Pages(data.records(), options);
    this.requestIds = Ids.of(Dice.of(seed, "answers"), "");
  }

  /** As many as one likes, a few at a time. */
  @Override
  public Rate rate() {
    return null;
  }

  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public ApiData data() {
    return data;
  }

  @Override
  public Object controls() {
    return data;
  }

  @Override
  public Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    PRODUCTS.forEach(product -> hosts.put(product + ".twilio.com", "/" + product));
    return hosts;
  }

  @Override
  public boolean knows(Request request) {
    return credentials.equals(request.header("authorization"));
  }

  @Override
  public Answer answer(Request request, JsonBytes body) {
    try {
      for (Listing listing : Listing.ALL) {
        Matcher path = listing.path().matcher(request.path());
        if (path.matches() && request.method().equals("GET")) {
          return read(listing, path, request, body);
        }
      }
      return unknown(request, body);
    } catch (BadParameter e) {
      return Failure.BAD_REQUEST.answer(e.parameter() + " " + e.getMessage(), body);
    }
  }

  @Override
  public Answer unauthorized(Request request, JsonBytes body) {
    return Failure.UNAUTHORIZED.answer("Authenticate", body);
  }

  @Override
  public Answer tooManyRequests(Quota quota, JsonBytes body) {
    return Failure.TOO_MANY.answer("Too Many Requests", body);
  }

  @Override
  public boolean waitsInFractions() {
    return true;
  }

  @Override
  public Map<String, String> headers(Request request, Quota quota) {
    Map<String, String> headers = new LinkedHashMap<>();
    String id = requestIds.uuid(answered.incrementAndGet()).replace("-", "");
    headers.put("Twilio-Request-Id", "RQ" + id);
    if (quota != null) {
      headers.put(
          "Twilio-Concurrent-Requests", Integer.toString(quota.limit() - quota.remaining()));
    }
    return headers;
  }

  private Answer read(Listing listing, Matcher path, Request request, JsonBytes body) {
    int account = listing.isOlder() ? account(path) : 0;
    if (account < 0) {
      return unknown(request, body);
    }
    switch (data.accounts().access(account)) {
      case SUSPENDED -> {
        return Failure.NOT_ACTIVE.answer("Account not active", body);
      }
      case GONE -> {
        return unknown(request, body);
      }
      case REFUSED -> {
        return unauthorized(request, body);
      }
      default -> {
        return readable(listing, account, path, request, body);
      }
    }
  }

  private Answer readable(
      Listing listing, int account, Matcher path, Request request, JsonBytes body) {
    Row parent = listing.parents() == null ? null : parent(listing, account, path);
    if (listing.parents() != null && (parent == null || isMissing(listing, parent))) {
      return unknown(request, body);
    }
    if (listing.key() == null) {
      data.records().served(listing, List.of(parent), Map.of()).append(body, 0, 1);
      return Answer.json(200);
    }
    List<Row> rows = data.listed(listing, account, parent, request.parameters());
    if (!listing.stream().equals("alerts") || rows.size() <= MOST_ALERTS) {
      return pages.answer(listing, request, rows, rows.size(), body);
    }
    // Too large a result is refused at once, or when its end is asked for, or cut; by seed.
    boolean isRefused =
        seed % 3 == 1 || (seed % 3 == 2 && Pages.first(request, rows) >= MOST_ALERTS);
    return isRefused
        ? Failure.BAD_REQUEST.answer("The result has more than 10000 records", body)
        : pages.answer(listing, request, rows, seed % 3 == 0 ? MOST_ALERTS : rows.size(), body);
  }

  private int account(Matcher path) {
    if (!path.pattern().pattern().contains("<account>")) {
      return 0;
    }
    String sid = path.group("account");
    return data.state().of("accounts").stream()
        .filter(row -> row.sid().equals(sid))
        .mapToInt(Row::account)
        .findFirst()
        .orElse(-1);
  }

  private Row parent(Listing listing, int account, Matcher path) {
    Row parent = data.state().find(listing.parents(), account, path.group("parent"));
    boolean hasGrand = path.pattern().pattern().contains("<grand>");
    boolean isOther =
        parent != null && hasGrand && !parent.parent().sid().equals(path.group("grand"));
    return isOther ? null : parent;
  }

  private static boolean isMissing(Listing listing, Row parent) {
    return switch (listing.stream()) {
      case "conference_participants" -> Calls.isGone(parent);
      case "available_phone_numbers_local" -> !Numbers.has(parent, "local");
      case "available_phone_numbers_mobile" -> !Numbers.has(parent, "mobile");
      case "available_phone_numbers_toll_free" -> !Numbers.has(parent, "toll_free");
      default -> false;
    };
  }

  private static Answer unknown(Request request, JsonBytes body) {
    String message = "The requested resource " + request.path() + " was not found";
    return Failure.NOT_FOUND.answer(message, body);
  }
}
