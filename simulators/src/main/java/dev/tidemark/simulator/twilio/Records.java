package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.RecordSet;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The records of all streams, by the rows that they are made from. */
final class Records {
  private final Map<String, Function<Row, Map<String, Object>>> makers = new LinkedHashMap<>();
  private final Sids sids;
  private final String token;
  private final Clock clock;

  Records(long seed, Sids sids, Accounts accounts, String token, Clock clock) {
    this.sids = sids;
    this.token = token;
    this.clock = clock;
    Maker maker = new Maker(seed, sids);
    ofAccounts(new AccountRecords(maker, accounts), new Numbers(maker));
    ofTraffic(new Calls(maker), new Messages(maker));
    ofNewerHosts(new Conversations(maker), new Services(maker));
  }

  private void ofAccounts(AccountRecords accounts, Numbers numbers) {
    makers.put("accounts", accounts::account);
    makers.put("addresses", numbers::address);
    makers.put("dependent_phone_numbers", numbers::dependent);
    makers.put("applications", accounts::application);
    makers.put("incoming_phone_numbers", numbers::incoming);
    makers.put("keys", accounts::key);
    makers.put("outgoing_caller_ids", numbers::callerId);
    makers.put("usage_triggers", accounts::trigger);
    makers.put("available_phone_number_countries", numbers::country);
    makers.put("available_phone_numbers_local", numbers::available);
    makers.put("available_phone_numbers_mobile", numbers::available);
    makers.put("available_phone_numbers_toll_free", numbers::available);
    makers.put("usage_records", accounts::usage);
  }

  private void ofTraffic(Calls calls, Messages messages) {
    makers.put("queues", calls::queue);
    makers.put("transcriptions", calls::transcription);
    makers.put("calls", calls::call);
    makers.put("conferences", calls::conference);
    makers.put("conference_participants", calls::participant);
    makers.put("messages", messages::message);
    makers.put("message_media", messages::medium);
    makers.put("recordings", calls::recording);
  }

  private void ofNewerHosts(Conversations conversations, Services services) {
    makers.put("alerts", services::alert);
    makers.put("conversations", conversations::conversation);
    makers.put("conversation_messages", conversations::message);
    makers.put("conversation_participants", conversations::participant);
    makers.put("users", conversations::user);
    makers.put("user_conversations", conversations::userConversation);
    makers.put("services", conversations::service);
    makers.put("roles", conversations::role);
    makers.put("flows", services::flow);
    makers.put("executions", services::execution);
    makers.put("step", services::step);
    makers.put("trunks", services::trunk);
    makers.put("verify_services", services::verify);
    makers.put("pricing_voice_countries", services::voicePrices);
    makers.put("pricing_messaging_countries", services::messagePrices);
    makers.put("pricing_phone_number_countries", services::numberPrices);
  }

  List<String> streams() {
    return List.copyOf(makers.keySet());
  }

  /** What a client must have in the end. */
  RecordSet truth(String stream, List<Row> rows) {
    Function<Row, Map<String, Object>> make = makers.get(stream);
    // Of these only the request says whose they are.
    boolean lacksAccount = stream.startsWith("available_phone_number");
    return set(
        rows,
        lacksAccount
            ? row -> with(make.apply(row), "account_sid", sids.account(row.account()))
            : make);
  }

  /**
   * What an answer shows: more than one may keep, and more than is worth keeping.
   *
   * @param parameters of the request
   */
  RecordSet served(Listing listing, List<Row> rows, Map<String, String> parameters) {
    Function<Row, Map<String, Object>> make = makers.get(listing.stream());
    if (listing.isSummary()) {
      return set(rows, make.andThen(Services::summary));
    }
    return switch (listing.stream()) {
      case "accounts" -> set(rows, row -> with(make.apply(row), "auth_token", tokenOf(row)));
      case "usage_records" -> usage(rows, make, parameters);
      default -> set(rows, make);
    };
  }

  /** Unless told not to, the main account adds what its subaccounts used. */
  private RecordSet usage(
      List<Row> rows, Function<Row, Map<String, Object>> make, Map<String, String> parameters) {
    boolean isOwn = "false".equals(parameters.get("IncludeSubaccounts"));
    return set(
        rows,
        row -> {
          Map<String, Object> record = make.apply(row);
          boolean addsOthers = row.account() == 0 && !isOwn;
          return with(
              addsOthers ? with(record, "price", "1" + record.get("price")) : record,
              "as_of",
              clock.instant().toString());
        });
  }

  private String tokenOf(Row account) {
    return account.account() == 0 ? token : sids.of("", account.number()).substring(0, 32);
  }

  private static Map<String, Object> with(Map<String, Object> record, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(record);
    more.put(name, value);
    return more;
  }

  private static RecordSet set(List<Row> rows, Function<Row, Map<String, Object>> make) {
    return RecordSet.all(
        rows.size(), (position, sink) -> make.apply(rows.get(position)).forEach(sink::value));
  }
}
