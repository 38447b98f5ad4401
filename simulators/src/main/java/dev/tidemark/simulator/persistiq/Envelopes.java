package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Wraps records as PersistIQ does, with the link to the next page where there are pages. */
final class Envelopes {
  private static final int PAGE_SIZE = 100;
  private static final int EVENTS_PAGE_SIZE = 500;

  private final SimulatorOptions options;

  Envelopes(SimulatorOptions options) {
    this.options = options;
  }

  Answer answer(Route route, Request request, RecordSet found, JsonBytes body) {
    int size = pageSize(route, found);
    int page = route.isPaged() ? request.number("page", 1, Integer.MAX_VALUE) : 1;
    int from = (int) Math.min(found.size(), (page - 1L) * size);
    int to = (int) Math.min(found.size(), (long) from + size);
    // Nothing to report is told in two ways.
    body.raw("{\"status\":\"success\",\"errors\":").raw(page % 8 == 3 ? "null" : "[]");
    if (route.isPaged()) {
      boolean hasMore = to < found.size();
      body.raw(",\"has_more\":").value(hasMore);
      body.raw(",\"next_page\":").value(hasMore ? next(request, page + 1) : null);
    }
    body.raw(',').string(route.member()).raw(":[");
    found.append(body, from, to);
    body.raw("]}");
    return Answer.records(route.member());
  }

  private int pageSize(Route route, RecordSet found) {
    int ofTheApi = route.stream().equals("events") ? EVENTS_PAGE_SIZE : PAGE_SIZE;
    return route.isPaged() ? options.maxPageSize(ofTheApi) : Math.max(1, found.size());
  }

  /** Filters survive in the link. */
  private static String next(Request request, int page) {
    StringBuilder link = new StringBuilder(request.origin() + request.path() + "?page=" + page);
    request.query().forEach((name, values) -> values.forEach(value -> add(link, name, value)));
    return link.toString();
  }

  private static void add(StringBuilder link, String name, String value) {
    if (!name.equals("page")) {
      link.append('&')
          .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
