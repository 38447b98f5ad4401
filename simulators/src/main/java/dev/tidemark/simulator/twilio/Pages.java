package dev.tidemark.simulator.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.Tree;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wraps records as the two families of hosts do, each page with the link to the next one. */
final class Pages {
  private static final int USUAL = 50;

  private final Records records;
  private final SimulatorOptions options;

  Pages(Records records, SimulatorOptions options) {
    this.records = records;
    this.options = options;
  }

  /**
   * A page of a list.
   *
   * @param most how many rows are served in all; the rest is kept back
   */
  Answer answer(Listing listing, Request request, List<Row> rows, int most, JsonBytes body) {
    int size = size(listing, request);
    int from = first(request, rows);
    int to = Math.min(Math.min(rows.size(), most), from + size);
    Links links = links(request, size, to < Math.min(rows.size(), most) ? rows.get(to - 1) : null);
    if (listing.isOlder()) {
      older(listing, links, size, from, to, body);
    } else {
      newer(listing, request, links, size, body);
    }
    body.raw(",\"" + listing.key() + "\":[");
    records.served(listing, rows, request.parameters()).append(body, from, to);
    body.raw("]}");
    return Answer.records(listing.key());
  }

  private int size(Listing listing, Request request) {
    int asked = request.number("PageSize", Math.min(USUAL, listing.most()), Integer.MAX_VALUE);
    if (asked > listing.most() && listing.refusesMore()) {
      throw new BadParameter("PageSize", "must be at most " + listing.most());
    }
    return Math.min(asked, options.maxPageSize(listing.most()));
  }

  /**
   * Where the page begins. A token names the last row of the page before, so that new rows move
   * nothing.
   */
  static int first(Request request, List<Row> rows) {
    String token = request.parameter("PageToken");
    if (token == null) {
      return 0;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (token.equals("PA" + rows.get(i).sid())) {
        return i + 1;
      }
    }
    throw new BadParameter("PageToken", "is not valid");
  }

  /**
   * Path and query of pages.
   *
   * @param next null after the last one
   */
  private record Links(String own, String first, String next, int page) {}

  private static Links links(Request request, int size, Row last) {
    String asked = request.parameter("Page");
    int page = asked == null ? 0 : Integer.parseInt(asked);
    Map<String, String> filters = new LinkedHashMap<>(request.parameters());
    List.of("Page", "PageSize", "PageToken").forEach(filters::remove);
    String token = request.parameter("PageToken");
    String own = link(request, filters, size, page, token);
    String first = link(request, filters, size, 0, null);
    String next = last == null ? null : link(request, filters, size, page + 1, "PA" + last.sid());
    return new Links(own, first, next, page);
  }

  private static String link(
      Request request, Map<String, String> filters, int size, int page, String token) {
    String path = request.path();
    StringBuilder link = new StringBuilder(path.substring(path.indexOf('/', 1))).append('?');
    filters.forEach((name, value) -> add(link, name, value).append('&'));
    link.append("PageSize=").append(size).append("&Page=").append(page);
    return (token == null ? link : add(link.append('&'), "PageToken", token)).toString();
  }

  private static StringBuilder add(StringBuilder link, String name, String value) {
    return link.append(URLEncoder.encode(name, UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, UTF_8));
  }

  private static void older(
      Listing listing, Links links, int size, int from, int to, JsonBytes body) {
    Map<String, Object> envelope =
        listing.isPaged()
            ? Tree.object(
                "first_page_uri", links.first(),
                "end", Math.max(0, to - 1),
                "previous_page_uri", null,
                "uri", links.own(),
                "page_size", size,
                "start", from,
                "next_page_uri", links.next(),
                "page", links.page())
            : Tree.object("uri", links.own());
    body.value(envelope);
    body.truncate(body.size() - 1);
  }

  private static void newer(
      Listing listing, Request request, Links links, int size, JsonBytes body) {
    String product = request.path().split("/")[1];
    String host = "https://" + product + ".twilio.com";
    Map<String, Object> meta =
        Tree.object(
            "page",
            links.page(),
            "page_size",
            size,
            "first_page_url",
            host + links.first(),
            "previous_page_url",
            null,
            "url",
            host + links.own(),
            "next_page_url",
            links.next() == null ? null : host + links.next(),
            "key",
            listing.key());
    body.value(Tree.object("meta", meta));
    body.truncate(body.size() - 1);
  }
}
