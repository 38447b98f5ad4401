package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;

/**
 * Pages of activities, anchored on the last one read ({@code start-after}). The newer {@code
 * cursor} has the defect that was recorded in 2023: it names the first activity of the next page,
 * and the answer to it begins after that one, so each page boundary loses one.
 */
final class ActivityPages {
  private final ChartMogulData data;
  private final int mostPerPage;

  ActivityPages(ChartMogulData data, int mostPerPage) {
    this.data = data;
    this.mostPerPage = mostPerPage;
  }

  Answer answer(Request request, JsonBytes body) {
    RecordSet found = data.select("activities", request.parameters());
    int perPage = request.number("per_page", mostPerPage, mostPerPage);
    boolean byCursor = request.parameter("cursor") != null;
    int from = after(request, byCursor ? "cursor" : "start-after", found);
    int to = Math.min(found.size(), from + perPage);
    body.raw("{\"entries\":[");
    found.append(body, from, to);
    body.raw("],\"has_more\":").value(to < found.size());
    if (!byCursor) {
      body.raw(",\"per_page\":").number(perPage);
    }
    body.raw(",\"cursor\":").value(cursor(found, to)).raw('}');
    return Answer.records("entries");
  }

  private String cursor(RecordSet found, int next) {
    int named = Math.min(next, found.size() - 1);
    return named < 0 ? null : data.activities().uuid(found.selection().at(named));
  }

  private int after(Request request, String anchor, RecordSet found) {
    String uuid = request.parameter(anchor);
    if (uuid == null) {
      return 0;
    }
    int position = data.activities().positionOf(uuid, data.state().activities().size());
    if (position < 0) {
      throw new BadParameter(anchor, "no activity has the uuid '" + uuid + "'");
    }
    return found.selection().indexAfter(position);
  }
}
