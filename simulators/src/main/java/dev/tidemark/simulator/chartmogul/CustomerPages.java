package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Pages of customers: by cursor, and by the retired page number. */
final class CustomerPages {
  private final ChartMogulData data;
  private final int mostPerPage;

  CustomerPages(ChartMogulData data, int mostPerPage) {
    this.data = data;
    this.mostPerPage = mostPerPage;
  }

  Answer answer(Request request, JsonBytes body) {
    RecordSet found = data.select("customers", request.parameters());
    int perPage = request.number("per_page", mostPerPage, mostPerPage);
    String cursor = request.parameter("cursor");
    int page = request.number("page", 1, Integer.MAX_VALUE);
    int from = cursor == null ? start(page, perPage, found) : after(cursor, found);
    int to = Math.min(found.size(), from + perPage);
    body.raw("{\"entries\":[");
    found.append(body, from, to);
    body.raw("],\"cursor\":").value(to > 0 ? token(found.selection().at(to - 1)) : null);
    body.raw(",\"has_more\":").value(to < found.size());
    if (cursor == null) {
      retired(body, page, perPage, found.size());
    }
    body.raw('}');
    return Answer.records("entries");
  }

  /** Members of the days of page numbers; only answers to requests without a cursor have them. */
  private static void retired(JsonBytes body, int page, int perPage, int size) {
    int pages = (size + perPage - 1) / perPage;
    body.raw(",\"page\":").number(page).raw(",\"per_page\":").number(perPage);
    body.raw(",\"current_page\":").number(page).raw(",\"total_pages\":").number(pages);
  }

  private static int start(int page, int perPage, RecordSet found) {
    return (int) Math.min(found.size(), (page - 1L) * perPage);
  }

  /** The token names the last customer of a page by time and id; always with an equals sign. */
  private String token(int position) {
    long second = data.customers().createdAt(position);
    String text = DateForm.MILLIS.write(second) + "&" + data.customers().id(position);
    // Zeros before the id bring the length to where base64 must pad.
    String padded = text.length() % 3 == 0 ? text.replace("&", "&0") : text;
    return Base64.getEncoder().encodeToString(padded.getBytes(StandardCharsets.US_ASCII));
  }

  private int after(String token, RecordSet found) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
      int position =
          data.customers().positionOf(Long.parseLong(text.substring(text.indexOf('&') + 1)));
      if (position >= 0 && token(position).equals(token)) {
        return found.selection().indexAfter(position);
      }
    } catch (IllegalArgumentException e) {
      throw new BadParameter("cursor", "'" + token + "' was never given");
    }
    throw new BadParameter("cursor", "'" + token + "' was never given");
  }
}
