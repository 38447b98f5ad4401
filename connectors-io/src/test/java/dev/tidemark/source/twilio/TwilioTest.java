package dev.tidemark.source.twilio;

import static dev.tidemark.source.twilio.PlayedAccount.LISTS;
import static dev.tidemark.source.twilio.PlayedAccount.MAIN;
import static dev.tidemark.source.twilio.PlayedAccount.START;
import static dev.tidemark.source.twilio.PlayedAccount.config;
import static dev.tidemark.source.twilio.PlayedAccount.open;
import static dev.tidemark.source.twilio.PlayedAccount.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import dev.tidemark.source.Truths;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an account, and how it is asked for. */
final class TwilioTest {
  private final PlayedAccount account = new PlayedAccount();

  @AfterEach
  void stop() {
    account.close();
  }

  private static String parameter(RecordedRequest request, String name) {
    return request.query().getOrDefault(name, List.of("")).get(0);
  }

  @Test
  void declaresItsStreamsWithKeysAndCursors() {
    List<String> sid = List.of("sid");
    List<String> number = List.of("account_sid", "phone_number");
    List<String> country = List.of("iso_country");
    assertThat(account.open().streams())
        .extracting(StreamSpec::name, StreamSpec::primaryKey, StreamSpec::cursorField)
        .containsExactly(
            tuple("accounts", sid, null),
            tuple("addresses", sid, null),
            tuple("dependent_phone_numbers", sid, null),
            tuple("applications", sid, null),
            tuple("incoming_phone_numbers", sid, null),
            tuple("keys", sid, null),
            tuple("outgoing_caller_ids", sid, null),
            tuple("queues", sid, null),
            tuple("transcriptions", sid, null),
            tuple("usage_triggers", sid, null),
            tuple("available_phone_number_countries", List.of("account_sid", "country_code"), null),
            tuple("available_phone_numbers_local", number, null),
            tuple("available_phone_numbers_mobile", number, null),
            tuple("available_phone_numbers_toll_free", number, null),
            tuple("calls", sid, "end_time"),
            tuple("conferences", sid, "date_created"),
            tuple(
                "conference_participants",
                List.of("account_sid", "conference_sid", "call_sid"),
                null),
            tuple("messages", sid, "date_sent"),
            tuple("message_media", sid, "date_created"),
            tuple("recordings", sid, "date_created"),
            tuple(
                "usage_records",
                List.of("account_sid", "category", "start_date", "end_date"),
                "start_date"),
            tuple("alerts", sid, "date_generated"),
            tuple("conversations", sid, null),
            tuple("conversation_messages", sid, null),
            tuple("conversation_participants", sid, null),
            tuple("users", sid, null),
            tuple("user_conversations", List.of("user_sid", "conversation_sid"), null),
            tuple("services", sid, null),
            tuple("roles", sid, null),
            tuple("flows", sid, null),
            tuple("executions", sid, null),
            tuple("step", sid, null),
            tuple("trunks", sid, null),
            tuple("verify_services", sid, null),
            tuple("pricing_voice_countries", country, null),
            tuple("pricing_messaging_countries", country, null),
            tuple("pricing_phone_number_countries", country, null));
  }

  @Test
  void asksForAnAccountItsTokenAndAStart() {
    SourceProvider provider = Sources.builtIn("twilio");
    assertThat(provider.spec().secrets()).containsExactly("auth_token");
    assertThat(provider.spec().check(config())).isEmpty();
    assertThat(provider.spec().check(new JsonObject())).hasSize(3);
    JsonObject wrong =
        config()
            .put("start_date", "2024-01-01")
            .put("slice_step_duration", "P2D")
            .put("num_workers", 41L)
            .put("lookback_window", -1L);
    assertThat(provider.spec().check(wrong)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts",
        "addresses",
        "dependent_phone_numbers",
        "applications",
        "incoming_phone_numbers",
        "keys",
        "outgoing_caller_ids",
        "queues",
        "transcriptions",
        "usage_triggers",
        "available_phone_number_countries",
        "available_phone_numbers_local",
        "available_phone_numbers_mobile",
        "available_phone_numbers_toll_free",
        "calls",
        "conferences",
        "conference_participants",
        "messages",
        "message_media",
        "recordings",
        "usage_records",
        "alerts",
        "conversations",
        "conversation_messages",
        "conversation_participants",
        "users",
        "user_conversations",
        "services",
        "roles",
        "flows",
        "executions",
        "step",
        "trunks",
        "verify_services",
        "pricing_voice_countries",
        "pricing_messaging_countries",
        "pricing_phone_number_countries"
      })
  void readsExactlyWhatThereIs(String stream) {
    List<String> read = sorted(Truths.of(Readings.records(account.open(), stream)));
    assertThat(read).isNotEmpty();
    Truths.assertEqual(read, account.truth(stream));
  }

  @Test
  void everyRecordHasTheFieldsOfItsKey() {
    Source source = account.open();
    for (StreamSpec stream : source.streams()) {
      assertThat(Readings.records(source, stream.name()))
          .as(stream.name())
          .allMatch(record -> stream.primaryKey().stream().allMatch(f -> record.get(f) != null));
    }
  }

  @Test
  void theSecretTokensOfAccountsAreLeftOut() {
    assertThat(Readings.records(account.open(), "accounts"))
        .hasSizeGreaterThan(1)
        .noneMatch(account -> account.has("auth_token"));
  }

  @ParameterizedTest
  @CsvSource({
    "messages, Messages, DateSent, 400",
    "recordings, Recordings, DateCreated, 400",
    "calls, Calls, EndTime, 0",
    "conferences, Conferences, DateCreated, 0"
  })
  void windowsTouchAndBeginWhereTheServiceKeepsThings(
      String stream, String path, String filter, int kept) {
    Readings.records(account.open(), stream);
    List<RecordedRequest> requests = account.requestsTo(LISTS + "/" + path + ".json");
    List<String> starts = requests.stream().map(r -> parameter(r, filter + ">")).toList();
    List<String> ends = requests.stream().map(r -> parameter(r, filter + "<")).toList();
    assertThat(starts.subList(1, starts.size())).isEqualTo(ends.subList(0, ends.size() - 1));
    String form = kept == 0 ? "....-..-.." : "....-..-.. ..:..:..Z";
    assertThat(starts).hasSizeGreaterThan(1).allMatch(start -> start.matches(form));
    Instant oldest = Instant.now().minus(kept, ChronoUnit.DAYS);
    assertThat(starts.get(0))
        .isEqualTo(kept == 0 ? START.substring(0, 10) : starts.get(0))
        .startsWith((kept == 0 ? START : oldest.toString()).substring(0, 10));
    Instant last = kept == 0 ? Instant.now().plus(1, ChronoUnit.DAYS) : Instant.now();
    assertThat(ends.get(ends.size() - 1)).startsWith(last.toString().substring(0, 10));
  }

  @Test
  void furtherPagesAreAskedForByTheirLinkAlone() {
    try (Simulator small =
        Simulators.start("twilio", SimulatorOptions.defaults().withSize(300).withMaxPageSize(40))) {
      Source source = open(config(), small.routes());
      Truths.assertEqual(
          sorted(Truths.of(Readings.records(source, "messages"))),
          sorted(Truths.texts(small.truth("messages"))));
      Truths.assertEqual(
          sorted(Truths.of(Readings.records(source, "alerts"))),
          sorted(Truths.texts(small.truth("alerts"))));
      List<RecordedRequest> further =
          small.requests().stream().filter(r -> r.query().containsKey("PageToken")).toList();
      assertThat(further)
          .hasSizeGreaterThan(10)
          .allMatch(request -> request.query().values().stream().allMatch(v -> v.size() == 1))
          .allMatch(request -> parameter(request, "PageSize").equals("40"));
      assertThat(small.violations()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "users, /conversations/v1/Users, 50",
    "conversations, /conversations/v1/Conversations, 100",
    "verify_services, /verify/v2/Services, 100",
    "trunks, /trunking/v1/Trunks, 1000"
  })
  void asksForTheLargestPagesThatAreAllowed(String stream, String path, String size) {
    Readings.records(account.open(), stream);
    assertThat(parameter(account.requestsTo(path).get(0), "PageSize")).isEqualTo(size);
  }

  @Test
  void asksEachAccountForItsOwnUsage() {
    Readings.records(account.open(), "usage_records");
    assertThat(account.requestsTo(LISTS + "/Usage/Records/Daily.json"))
        .allMatch(request -> parameter(request, "IncludeSubaccounts").equals("false"));
  }

  @Test
  void goesOnWithEachAccountFromItsOwnNewestMessage() {
    List<RecordBatch> first = Readings.pages(account.open(), "messages", Tidemark.NONE);
    Tidemark tidemark = Readings.tidemark(first);
    assertThat(tidemark.partitions())
        .containsKey(
            "{\"parent_slice\":{},\"subresource_uri\":\"/2010-04-01/Accounts/"
                + MAIN
                + "/Messages.json\"}");
    account.sim.grow(40);
    account.sim.clearRequests();
    List<String> known =
        first.stream().flatMap(page -> Truths.of(page.records()).stream()).toList();
    List<String> fresh = Truths.of(Readings.records(account.open(), "messages", tidemark));
    assertThat(fresh).hasSizeBetween(40, 80).containsAll(newSids(known));
  }

  /** Records of messages that were not known at all; changed ones need a lookback. */
  private List<String> newSids(List<String> known) {
    Set<String> sids = known.stream().map(TwilioTest::sid).collect(Collectors.toSet());
    return account.truth("messages").stream().filter(text -> !sids.contains(sid(text))).toList();
  }

  private static String sid(String text) {
    return Json.parseObject(text).text("sid", "");
  }

  @Test
  void withALookbackWhatChangedLateIsReadAgain() {
    List<RecordBatch> first = Readings.pages(account.open(), "messages", Tidemark.NONE);
    account.sim.grow(40);
    JsonObject patient = config().put("lookback_window", 2 * 24 * 60L);
    List<String> fresh =
        Truths.of(
            Readings.records(
                open(patient, account.sim.routes()), "messages", Readings.tidemark(first)));
    List<String> known =
        first.stream().flatMap(page -> Truths.of(page.records()).stream()).toList();
    assertThat(fresh)
        .containsAll(
            account.truth("messages").stream().filter(text -> !known.contains(text)).toList());
  }

  @Test
  void mediaOfAMessageThatWaitedAreReadAlthoughTheyAreOld() {
    Tidemark tidemark =
        Readings.tidemark(Readings.pages(account.open(), "message_media", Tidemark.NONE));
    List<String> before = account.truth("message_media");
    account.sim.grow(10);
    account.sim.grow(10);
    List<String> fresh = Truths.of(Readings.records(account.open(), "message_media", tidemark));
    assertThat(fresh)
        .containsAll(
            account.truth("message_media").stream()
                .filter(text -> !before.contains(text))
                .toList());
  }

  /** Seeds decide how the limit shows: cut without a word, refused at once, refused at its end. */
  @ParameterizedTest
  @CsvSource({"3, 6000", "4, 6000", "5, 6000", "3, 4000", "4, 15000", "5, 15000"})
  void alertsBeyondTheLimitOfAQueryAreReadByHalves(long seed, int size) {
    try (Simulator many =
        Simulators.start(
            "twilio",
            SimulatorOptions.defaults().withSeed(seed).withSize(size).withoutRateLimit())) {
      Source source = open(config(), many.routes());
      List<String> read = Truths.of(Readings.records(source, "alerts"));
      List<String> truth = sorted(Truths.texts(many.truth("alerts")));
      Truths.assertEqual(sorted(read.stream().distinct().toList()), truth);
      assertThat(read.size()).as("but for the edges of windows").isLessThan(truth.size() + 50);
    }
  }

  @Test
  void neverHasMoreRequestsUnderWayThanTheConfigSays() {
    SimulatorOptions options = SimulatorOptions.defaults().withSize(300).withMostAtOnce(2);
    try (Simulator busy = Simulators.start("twilio", options.withLatency(Duration.ofMillis(5)))) {
      Source source = open(config().put("num_workers", 2L), busy.routes());
      List<String> lists = List.of("keys", "queues", "trunks", "flows", "addresses", "roles");
      lists.stream()
          .map(stream -> CompletableFuture.runAsync(() -> Readings.records(source, stream)))
          .toList()
          .forEach(CompletableFuture::join);
      assertThat(busy.violations()).isEmpty();
      assertThat(busy.requestCount()).isGreaterThan(15);
      assertThat(source.concurrency()).isEqualTo(2);
    }
  }
}
