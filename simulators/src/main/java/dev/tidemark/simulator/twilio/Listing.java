package dev.tidemark.simulator.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path and what is listed there.
 *
 * @param stream whose records
 * @param path names its account, its parent and its grand-parent by groups, where it has them
 * @param key the member of an answer that holds the records; null where the answer is one record
 * @param parents the stream that the parent in the path is one of; null without parents
 * @param most records of a page
 * @param times how it is filtered by time, or null
 */
record Listing(String stream, Pattern path, String key, String parents, int most, Times times) {
  private static final int USUAL = 1_000;

  static final List<Listing> ALL = all();

  /** Whether it is of the older family, with its relative links and its account in the path. */
  boolean isOlder() {
    return path.pattern().startsWith("/api/");
  }

  /** Whether the answer has links to further pages. */
  boolean isPaged() {
    return !stream.startsWith("available_phone_number");
  }

  /** Too large a page is cut by most lists, and refused by those with small pages. */
  boolean refusesMore() {
    return most < USUAL;
  }

  /** Whether a list of the newer family is meant by the path of its own host alone. */
  boolean isSummary() {
    return key != null && stream.startsWith("pricing_");
  }

  boolean isNewestFirst() {
    return times != null && !times.equals(Times.USAGE);
  }

  /** What the path of the list of numbers of a kind ends with. */
  static String numbersOf(String stream) {
    return switch (stream) {
      case "available_phone_numbers_local" -> "Local";
      case "available_phone_numbers_mobile" -> "Mobile";
      default -> "TollFree";
    };
  }

  private static List<Listing> all() {
    List<Listing> all = new ArrayList<>();
    all.add(listing("accounts", "/api/2010-04-01/Accounts.json", "accounts", null, USUAL, null));
    older(all);
    olderWithParents(all);
    all.add(newer("alerts", "/monitor/v1/Alerts", null, USUAL, Times.ALERTS));
    conversations(all);
    all.add(newer("flows", "/studio/v1/Flows", null, USUAL, null));
    all.add(newer("executions", "/studio/v1/Flows/{p}/Executions", "flows", USUAL, null));
    String steps = "/studio/v1/Flows/{g}/Executions/{p}/Steps";
    all.add(listing("step", steps, "steps", "executions", USUAL, null));
    all.add(newer("trunks", "/trunking/v1/Trunks", null, USUAL, null));
    all.add(listing("verify_services", "/verify/v2/Services", "services", null, 100, null));
    pricing(all, "pricing_voice_countries", "/pricing/v1/Voice/Countries");
    pricing(all, "pricing_messaging_countries", "/pricing/v1/Messaging/Countries");
    pricing(all, "pricing_phone_number_countries", "/pricing/v1/PhoneNumbers/Countries");
    return List.copyOf(all);
  }

  private static void older(List<Listing> all) {
    all.add(ofAccount("addresses", "Addresses", null, null));
    all.add(ofAccount("applications", "Applications", null, null));
    all.add(ofAccount("incoming_phone_numbers", "IncomingPhoneNumbers", null, null));
    all.add(ofAccount("keys", "Keys", null, null));
    all.add(ofAccount("outgoing_caller_ids", "OutgoingCallerIds", null, null));
    all.add(ofAccount("queues", "Queues", null, null));
    all.add(ofAccount("transcriptions", "Transcriptions", null, null));
    all.add(ofAccount("usage_triggers", "Usage/Triggers", null, null));
    all.add(ofAccount("calls", "Calls", null, Times.CALLS));
    all.add(ofAccount("conferences", "Conferences", null, Times.CONFERENCES));
    all.add(ofAccount("messages", "Messages", null, Times.MESSAGES));
    all.add(ofAccount("recordings", "Recordings", null, Times.RECORDINGS));
    all.add(ofAccount("usage_records", "Usage/Records/Daily", null, Times.USAGE));
  }

  private static void olderWithParents(List<Listing> all) {
    String dependents = "Addresses/{p}/DependentPhoneNumbers";
    all.add(ofAccount("dependent_phone_numbers", dependents, "addresses", null));
    String participants = "{a}/Conferences/{p}/Participants.json";
    all.add(
        listing(
            "conference_participants", participants, "participants", "conferences", USUAL, null));
    String media = "{a}/Messages/{p}/Media.json";
    all.add(listing("message_media", media, "media_list", "messages", USUAL, Times.MEDIA));
    String countries = "available_phone_number_countries";
    String numbers = "{a}/AvailablePhoneNumbers";
    all.add(listing(countries, numbers + ".json", "countries", null, USUAL, null));
    for (String kind : List.of("local", "mobile", "toll_free")) {
      String stream = "available_phone_numbers_" + kind;
      String path = numbers + "/{p}/" + numbersOf(stream) + ".json";
      all.add(listing(stream, path, "available_phone_numbers", countries, USUAL, null));
    }
  }

  private static void conversations(List<Listing> all) {
    String host = "/conversations/v1/";
    String parent = "conversations";
    String below = host + "Conversations/{p}/";
    all.add(newer("conversations", host + "Conversations", null, 100, null));
    all.add(listing("conversation_messages", below + "Messages", "messages", parent, 100, null));
    all.add(
        listing(
            "conversation_participants",
            below + "Participants",
            "participants",
            parent,
            100,
            null));
    all.add(newer("users", host + "Users", null, 50, null));
    String ofUser = host + "Users/{p}/Conversations";
    all.add(listing("user_conversations", ofUser, "conversations", "users", 50, null));
    all.add(newer("services", host + "Services", null, 100, null));
    all.add(newer("roles", host + "Services/{p}/Roles", "services", 50, null));
  }

  private static void pricing(List<Listing> all, String stream, String path) {
    all.add(listing(stream, path, "countries", null, USUAL, null));
    all.add(listing(stream, path + "/{p}", null, stream, 1, null));
  }

  private static Listing ofAccount(String stream, String path, String parents, Times times) {
    return listing(stream, "{a}/" + path + ".json", stream, parents, USUAL, times);
  }

  private static Listing newer(String stream, String path, String parents, int most, Times times) {
    return listing(stream, path, stream, parents, most, times);
  }

  private static Listing listing(
      String stream, String path, String key, String parents, int most, Times times) {
    String regex =
        path.replace("{a}", "/api/2010-04-01/Accounts/(?<account>AC[0-9a-f]{32})")
            .replace(".json", "\\.json")
            .replace("{p}", "(?<parent>[^/]+)")
            .replace("{g}", "(?<grand>[^/]+)");
    return new Listing(stream, Pattern.compile(regex), key, parents, most, times);
  }
}
