package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.util.Map;

/** Records of calls, of conferences and who took part, of recordings and of what was said. */
final class Calls {
  private final Maker maker;

  Calls(Maker maker) {
    this.maker = maker;
  }

  /** Whether a conference is listed and yet not found any more. */
  static boolean isGone(Row conference) {
    return conference.number() % 17 == 5;
  }

  Map<String, Object> call(Row row) {
    String uri = maker.path(row) + "/Calls/" + row.sid();
    String from = maker.phone(row, 20);
    boolean isOver = row.hasHappened();
    // The price is known some time after the end.
    boolean isPriced = isOver && (row.version() > 0 || row.number() % 5 != 0);
    return Tree.object(
        "sid",
        row.sid(),
        "parent_call_sid",
        maker.oneIn(row, 1, 8) ? maker.sid("CA", row.number() + 1L) : null,
        "account_sid",
        maker.account(row),
        "to",
        maker.phone(row, 21),
        "to_formatted",
        "(555) 010-" + (1000 + maker.pick(row, 22, 9000)),
        "from",
        from,
        "from_formatted",
        from.substring(2),
        "phone_number_sid",
        maker.oneIn(row, 2, 3) ? "" : maker.sid("PN", maker.pick(row, 3, 5)),
        "status",
        isOver ? "completed" : "in-progress",
        "price_unit",
        "USD",
        "direction",
        maker.oneIn(row, 4, 2) ? "inbound" : "outbound-api",
        "answered_by",
        maker.oneIn(row, 5, 6) ? "machine_start" : null,
        "api_version",
        "2010-04-01",
        "forwarded_from",
        null,
        "group_sid",
        null,
        "caller_name",
        maker.oneIn(row, 6, 4) ? "" : null,
        "trunk_sid",
        "",
        "uri",
        uri + ".json",
        "annotation",
        null,
        "date_created",
        Maker.mail(row.created()),
        "date_updated",
        Maker.mail(row.updated()),
        "start_time",
        Maker.mail(row.created()),
        "end_time",
        Maker.mail(row.at()),
        "duration",
        isOver ? Long.toString(row.at() - row.created()) : null,
        "queue_time",
        Integer.toString(maker.pick(row, 7, 3) * 1000),
        "price",
        isPriced ? "-0.0" + (1000 + maker.pick(row, 8, 9000)) + "0" : null,
        "subresource_uris",
        Maker.links(uri, ".json", "recordings", "notifications", "payments"));
  }

  Map<String, Object> conference(Row row) {
    String uri = maker.path(row) + "/Conferences/" + row.sid();
    boolean isOver = row.version() > 0 || row.number() % 3 != 0;
    return Tree.object(
        "account_sid",
        maker.account(row),
        "api_version",
        "2010-04-01",
        "friendly_name",
        maker.name(row),
        "region",
        "us1",
        "sid",
        row.sid(),
        "status",
        isOver ? "completed" : "in-progress",
        "uri",
        uri + ".json",
        "reason_conference_ended",
        isOver ? "last-participant-left" : null,
        "call_sid_ending_conference",
        isOver ? maker.sid("CA", row.number()) : null,
        "date_created",
        Maker.mail(row.at()),
        "date_updated",
        Maker.mail(row.updated()),
        "subresource_uris",
        Maker.links(uri, ".json", "participants", "recordings"));
  }

  Map<String, Object> participant(Row row) {
    String conference = maker.path(row) + "/Conferences/" + row.parent().sid();
    return Tree.object(
        "account_sid", maker.account(row),
        "call_sid", row.sid(),
        "label", maker.oneIn(row, 1, 3) ? null : "agent é " + row.number(),
        "call_sid_to_coach", null,
        "conference_sid", row.parent().sid(),
        "status", maker.oneIn(row, 2, 4) ? "complete" : "connected",
        "uri", conference + "/Participants/" + row.sid() + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()),
        "queue_time", Integer.toString(maker.pick(row, 3, 3000)),
        "coaching", false,
        "end_conference_on_exit", maker.oneIn(row, 4, 2),
        "muted", maker.oneIn(row, 5, 5),
        "hold", false,
        "start_conference_on_enter", true);
  }

  Map<String, Object> recording(Row row) {
    String uri = maker.path(row) + "/Recordings/" + row.sid();
    boolean isEncrypted = maker.oneIn(row, 1, 5);
    return Tree.object(
        "account_sid",
        maker.account(row),
        "api_version",
        "2010-04-01",
        "call_sid",
        maker.sid("CA", row.number()),
        "conference_sid",
        maker.oneIn(row, 2, 4) ? maker.sid("CF", row.number()) : null,
        "sid",
        row.sid(),
        "price_unit",
        "USD",
        "status",
        "completed",
        "source",
        "DialVerb",
        "uri",
        uri + ".json",
        "media_url",
        "https://api.twilio.com" + uri,
        "date_created",
        Maker.mail(row.at()),
        "date_updated",
        Maker.mail(row.updated()),
        "start_time",
        Maker.mail(row.at() - 30),
        "duration",
        maker.oneIn(row, 3, 9) ? "" : Integer.toString(maker.pick(row, 4, 3600)),
        "channels",
        1L + maker.pick(row, 5, 2),
        "error_code",
        maker.oneIn(row, 6, 10) ? 13227L : null,
        "price",
        maker.oneIn(row, 7, 3) ? null : "-0.00250",
        "encryption_details",
        isEncrypted ? encryption(row) : null,
        "subresource_uris",
        Maker.links(uri, ".json", "transcriptions", "add_on_results"));
  }

  private Map<String, Object> encryption(Row row) {
    return Tree.object(
        "type",
        "rsa-aes",
        "encryption_public_key_sid",
        maker.sid("CR", 1),
        "encryption_cek",
        "OV4h6zrsxMIW7h0Zfqwfn6TI2GCNl54KALlg8wn8YB8KYZhXt6HlgvBWAmQTlfYVe",
        "iv",
        "8I2hhNIYNTrwxfHk" + row.number());
  }

  Map<String, Object> transcription(Row row) {
    return Tree.object(
        "account_sid", maker.account(row),
        "api_version", "2008-08-01",
        "price_unit", "USD",
        "recording_sid", maker.sid("RE", row.number()),
        "sid", row.sid(),
        "status", "completed",
        "transcription_text", maker.text(row),
        "type", "fast",
        "uri", maker.path(row) + "/Transcriptions/" + row.sid() + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()),
        "duration", Integer.toString(maker.pick(row, 1, 300)),
        "price", "-0.05000");
  }

  Map<String, Object> queue(Row row) {
    String uri = maker.path(row) + "/Queues/" + row.sid();
    return Tree.object(
        "friendly_name", maker.name(row),
        "uri", uri + ".json",
        "account_sid", maker.account(row),
        "sid", row.sid(),
        "date_updated", Maker.mail(row.updated()),
        "date_created", Maker.mail(row.at()),
        "current_size", (long) maker.pick(row, 1, 9),
        "average_wait_time", (long) maker.pick(row, 2, 600),
        "max_size", 100L,
        "subresource_uris", Maker.links(uri, ".json", "members"));
  }
}
