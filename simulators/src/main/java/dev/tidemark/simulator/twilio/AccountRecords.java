package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.util.Map;

/** Records of accounts, their settings, and what they used. */
final class AccountRecords {
  private final Maker maker;
  private final Accounts accounts;

  AccountRecords(Maker maker, Accounts accounts) {
    this.maker = maker;
    this.accounts = accounts;
  }

  /** Without the secret token that the service tells along with it. */
  Map<String, Object> account(Row row) {
    return Tree.object(
        "friendly_name", maker.name(row),
        "owner_account_sid", Sids.MAIN_ACCOUNT,
        "sid", row.sid(),
        "status", accounts.access(row.account()).status(),
        "type", "Full",
        "uri", maker.path(row) + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()),
        "subresource_uris",
            Maker.links(
                maker.path(row),
                ".json",
                "addresses",
                "calls",
                "conferences",
                "messages",
                "usage"));
  }

  Map<String, Object> application(Row row) {
    String site = "https://example.com/" + row.number();
    return Tree.object(
        "account_sid",
        maker.account(row),
        "api_version",
        "2010-04-01",
        "friendly_name",
        maker.name(row),
        "message_status_callback",
        maker.oneIn(row, 1, 2) ? null : site + "/status",
        "sid",
        row.sid(),
        "sms_fallback_method",
        "POST",
        "sms_fallback_url",
        "",
        "sms_method",
        "POST",
        "sms_status_callback",
        null,
        "sms_url",
        site + "/sms",
        "status_callback",
        "",
        "status_callback_method",
        "POST",
        "uri",
        maker.path(row) + "/Applications/" + row.sid() + ".json",
        "voice_fallback_method",
        "POST",
        "voice_fallback_url",
        "",
        "voice_method",
        "GET",
        "voice_url",
        site + "/voice?a=1&b=2",
        "date_created",
        Maker.mail(row.at()),
        "date_updated",
        Maker.mail(row.updated()),
        "voice_caller_id_lookup",
        maker.oneIn(row, 2, 2),
        "public_application_connect_enabled",
        false);
  }

  Map<String, Object> key(Row row) {
    return Tree.object(
        "sid", row.sid(),
        "friendly_name", maker.name(row),
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()));
  }

  Map<String, Object> trigger(Row row) {
    return Tree.object(
        "account_sid",
        maker.account(row),
        "api_version",
        "2010-04-01",
        "callback_method",
        "POST",
        "callback_url",
        "https://example.com/spent",
        "friendly_name",
        maker.name(row),
        "recurring",
        maker.oneIn(row, 1, 2) ? "daily" : null,
        "sid",
        row.sid(),
        "trigger_by",
        "price",
        "uri",
        maker.path(row) + "/Usage/Triggers/" + row.sid() + ".json",
        "usage_category",
        "totalprice",
        "usage_record_uri",
        maker.path(row) + "/Usage/Records.json?Category=totalprice",
        "date_created",
        Maker.mail(row.at()),
        "date_fired",
        maker.oneIn(row, 2, 2) ? null : Maker.mail(row.at() + 3_600),
        "date_updated",
        Maker.mail(row.updated()),
        "current_value",
        maker.pick(row, 3, 1_000) + ".50",
        "trigger_value",
        "10.00");
  }

  Map<String, Object> usage(Row row) {
    String category = row.sid().substring(row.sid().lastIndexOf(' ') + 1);
    String day = Maker.day(row.at());
    String dates = "Category=" + category + "&StartDate=" + day + "&EndDate=" + day;
    String uri = maker.path(row) + "/Usage/Records";
    int count = maker.pick(row, 1, 900) + 7 * row.version();
    boolean isMoney = category.equals("totalprice");
    return Tree.object(
        "account_sid",
        maker.account(row),
        "api_version",
        "2010-04-01",
        "category",
        category,
        "count_unit",
        isMoney ? "" : category,
        "description",
        isMoney ? "Total Price" : "All " + category,
        "price_unit",
        "usd",
        "uri",
        uri + "?" + dates,
        "usage_unit",
        isMoney ? "usd" : "minutes",
        "start_date",
        day,
        "end_date",
        day,
        "count",
        isMoney ? "" : Integer.toString(count),
        "price",
        count / 4 + ".25",
        "usage",
        isMoney ? count / 4 + ".25" : count + ".5",
        "subresource_uris",
        Maker.links(uri, ".json?" + dates, "daily", "monthly", "today"));
  }
}
