package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.util.Map;

/** Records of messages and of the media in them. */
final class Messages {
  private static final String[] STATUSES = {"delivered", "delivered", "sent", "failed", "received"};

  private final Maker maker;

  Messages(Maker maker) {
    this.maker = maker;
  }

  /** How many media a message has. */
  static int media(Row message) {
    return message.number() % 10 == 3 ? 1 + message.number() / 10 % 2 : 0;
  }

  Map<String, Object> message(Row row) {
    String uri = maker.path(row) + "/Messages/" + row.sid();
    String status =
        !row.hasHappened()
            ? "scheduled"
            : row.version() > 0 ? "delivered" : STATUSES[maker.pick(row, 1, STATUSES.length)];
    boolean hasFailed = status.equals("failed");
    boolean isPriced = row.hasHappened() && (row.version() > 0 || row.number() % 4 != 0);
    return Tree.object(
        "body", maker.text(row),
        "direction", status.equals("received") ? "inbound" : "outbound-api",
        "from", maker.phone(row, 2),
        "to", maker.phone(row, 3),
        "error_message", hasFailed ? "Unknown destination handset" : null,
        "error_code", hasFailed ? 30_005L : null,
        "uri", uri + ".json",
        "account_sid", maker.account(row),
        "status", status,
        "messaging_service_sid", maker.oneIn(row, 4, 3) ? maker.sid("MG", 1) : null,
        "sid", row.sid(),
        "price_unit", "USD",
        "price", isPriced ? "-0.00" + (maker.pick(row, 5, 90) + 10) + "0" : null,
        "api_version", "2010-04-01",
        "num_segments", Integer.toString(maker.pick(row, 6, 4)),
        "num_media", Integer.toString(media(row)),
        "date_created", Maker.mail(row.created()),
        "date_sent", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()),
        "subresource_uris", Maker.links(uri, ".json", "media", "feedback"),
        // Newer than what is documented.
        "tags", maker.oneIn(row, 7, 5) ? Tree.object("campaign", "spring") : null);
  }

  Map<String, Object> medium(Row row) {
    String message = maker.path(row) + "/Messages/" + row.parent().sid();
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "parent_sid", row.parent().sid(),
        "content_type", maker.oneIn(row, 1, 3) ? "image/png" : "image/jpeg",
        "uri", message + "/Media/" + row.sid() + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.at()));
  }
}
