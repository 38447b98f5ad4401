package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.util.Map;

/** Records of conversations, who is in them, and what was written there. */
final class Conversations {
  private static final String HOST = "https://conversations.twilio.com/v1/";

  private final Maker maker;

  Conversations(Maker maker) {
    this.maker = maker;
  }

  private String service() {
    return maker.sid("IS", 0);
  }

  Map<String, Object> conversation(Row row) {
    String url = HOST + "Conversations/" + row.sid();
    return Tree.object(
        "account_sid", maker.account(row),
        "chat_service_sid", service(),
        "messaging_service_sid", maker.sid("MG", 1),
        "sid", row.sid(),
        "friendly_name", maker.oneIn(row, 1, 3) ? null : maker.name(row),
        "unique_name", null,
        "attributes", "{\"topic\": \"feedback\", \"n\": " + row.number() + "}",
        "state", maker.oneIn(row, 2, 4) ? "closed" : "active",
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "timers", Tree.object("date_inactive", Maker.iso(row.at() + 600)),
        "links", Maker.links(url, "", "participants", "messages", "webhooks"),
        "bindings", Tree.object());
  }

  Map<String, Object> message(Row row) {
    String url = HOST + "Conversations/" + row.parent().sid() + "/Messages/" + row.sid();
    boolean hasMedia = maker.oneIn(row, 1, 5);
    return Tree.object(
        "account_sid",
        maker.account(row),
        "conversation_sid",
        row.parent().sid(),
        "sid",
        row.sid(),
        "author",
        maker.phone(row, 2),
        "body",
        hasMedia ? null : maker.text(row),
        "attributes",
        "{}",
        "participant_sid",
        maker.oneIn(row, 3, 2) ? null : maker.sid("MB", row.number()),
        "url",
        url,
        "content_sid",
        null,
        "date_created",
        Maker.iso(row.at()),
        "date_updated",
        Maker.iso(row.updated()),
        "index",
        row.at() - row.parent().at(),
        "delivery",
        maker.oneIn(row, 4, 2) ? null : delivery(),
        "links",
        Maker.links(url, "", "delivery_receipts"),
        "media",
        hasMedia ? Tree.array(medium(row)) : null);
  }

  private static Map<String, Object> delivery() {
    return Tree.object(
        "total", 2L,
        "sent", "all",
        "delivered", "some",
        "read", "some",
        "failed", "none",
        "undelivered", "none");
  }

  private Map<String, Object> medium(Row row) {
    return Tree.object(
        "sid",
        maker.sid("ME", 1_000_000L + row.number()),
        "size",
        (long) maker.pick(row, 5, 100_000),
        "content_type",
        "image/jpeg",
        "filename",
        "bild é.jpg");
  }

  Map<String, Object> participant(Row row) {
    boolean isChat = maker.oneIn(row, 1, 2);
    String url = HOST + "Conversations/" + row.parent().sid() + "/Participants/" + row.sid();
    return Tree.object(
        "account_sid",
        maker.account(row),
        "conversation_sid",
        row.parent().sid(),
        "sid",
        row.sid(),
        "identity",
        isChat ? "user " + row.number() : null,
        "attributes",
        "{}",
        "role_sid",
        isChat ? maker.sid("RL", 0) : null,
        "url",
        url,
        "last_read_timestamp",
        maker.oneIn(row, 2, 2) ? null : Maker.iso(row.at() + 60),
        "date_created",
        Maker.iso(row.at()),
        "date_updated",
        Maker.iso(row.updated()),
        "last_read_message_index",
        maker.oneIn(row, 2, 2) ? null : (long) maker.pick(row, 3, 9),
        "messaging_binding",
        isChat ? null : binding(row));
  }

  private Map<String, Object> binding(Row row) {
    return Tree.object(
        "type", "sms",
        "address", maker.phone(row, 4),
        "proxy_address", maker.phone(row, 5));
  }

  Map<String, Object> user(Row row) {
    String url = HOST + "Users/" + row.sid();
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "chat_service_sid", service(),
        "role_sid", maker.sid("RL", 1),
        "identity", "user " + row.number(),
        "friendly_name", maker.name(row),
        "attributes", "{\"vip\": true}",
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "is_online", maker.oneIn(row, 1, 3) ? null : maker.oneIn(row, 2, 2),
        "is_notifiable", maker.oneIn(row, 3, 3) ? null : true,
        "links", Maker.links(url, "", "user_conversations"));
  }

  Map<String, Object> userConversation(Row row) {
    String url = HOST + "Users/" + row.parent().sid() + "/Conversations/" + row.sid();
    return Tree.object(
        "account_sid", maker.account(row),
        "chat_service_sid", service(),
        "conversation_sid", row.sid(),
        "participant_sid", maker.sid("MB", row.number()),
        "user_sid", row.parent().sid(),
        "friendly_name", maker.name(row),
        "conversation_state", "active",
        "attributes", "{}",
        "created_by", "system",
        "notification_level", "default",
        "unique_name", null,
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "unread_messages_count", maker.oneIn(row, 1, 2) ? null : (long) maker.pick(row, 2, 99),
        "last_read_message_index", null,
        "timers", Tree.object(),
        "links", Maker.links(url, "", "participant", "conversation"));
  }

  Map<String, Object> service(Row row) {
    String url = HOST + "Services/" + row.sid();
    return Tree.object(
        "account_sid", maker.account(row),
        "sid", row.sid(),
        "friendly_name", maker.name(row),
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "links", Maker.links(url, "", "conversations", "users", "roles"));
  }

  Map<String, Object> role(Row row) {
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "chat_service_sid", row.parent().sid(),
        "friendly_name", "role " + row.number(),
        "type", maker.oneIn(row, 1, 2) ? "conversation" : "service",
        "url", HOST + "Services/" + row.parent().sid() + "/Roles/" + row.sid(),
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "permissions", Tree.array("sendMessage", "leaveConversation", "editOwnMessage"));
  }
}
