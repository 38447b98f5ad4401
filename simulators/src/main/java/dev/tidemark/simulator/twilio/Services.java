package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.util.Map;

/** Records of the smaller products: studio, alerts, trunks, verify, prices. */
final class Services {
  private static final String STUDIO = "https://studio.twilio.com/v1/Flows/";

  private final Maker maker;

  Services(Maker maker) {
    this.maker = maker;
  }

  Map<String, Object> alert(Row row) {
    return Tree.object(
        "account_sid",
        maker.account(row),
        "alert_text",
        "sourceComponent=14100&parserMessage=" + maker.pick(row, 1, 1_000),
        "api_version",
        "2010-04-01",
        "error_code",
        Integer.toString(11_200 + maker.pick(row, 2, 20)),
        "log_level",
        maker.oneIn(row, 3, 2) ? "warning" : "error",
        "more_info",
        "https://www.twilio.com/docs/errors/11200",
        "request_method",
        maker.oneIn(row, 4, 2) ? "GET" : null,
        "request_url",
        "https://example.com/hook?a=1&b=<2>",
        "resource_sid",
        maker.sid("CA", row.number()),
        "sid",
        row.sid(),
        "url",
        "https://monitor.twilio.com/v1/Alerts/" + row.sid(),
        "service_sid",
        null,
        "date_created",
        Maker.iso(row.at()),
        "date_generated",
        Maker.iso(row.at()),
        "date_updated",
        Maker.iso(row.updated()));
  }

  Map<String, Object> flow(Row row) {
    String url = STUDIO + row.sid();
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "friendly_name", maker.name(row),
        "status", "published",
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "version", 1L + maker.pick(row, 1, 20),
        "links", Maker.links(url, "", "engagements", "executions"));
  }

  Map<String, Object> execution(Row row) {
    String url = STUDIO + row.parent().sid() + "/Executions/" + row.sid();
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "flow_sid", row.parent().sid(),
        "contact_sid", maker.sid("FC", row.number()),
        "contact_channel_address", maker.phone(row, 1),
        "status", maker.oneIn(row, 2, 3) ? "active" : "ended",
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "context", Tree.object("trigger", Tree.object("n", (long) row.number())),
        "links", Maker.links(url, "", "steps", "execution_context"));
  }

  Map<String, Object> step(Row row) {
    Row flow = row.parent().parent();
    String url = STUDIO + flow.sid() + "/Executions/" + row.parent().sid() + "/Steps/" + row.sid();
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "flow_sid", flow.sid(),
        "execution_sid", row.parent().sid(),
        "parent_step_sid", null,
        "name", "incomingRequest",
        "transitioned_from", "Trigger",
        "transitioned_to", "say_" + maker.pick(row, 1, 9),
        "type", "trigger",
        "url", url,
        "date_created", Maker.iso(row.at()),
        "date_updated", Maker.iso(row.updated()),
        "context", Tree.object("flow", Tree.object("sid", flow.sid())),
        "links", Maker.links(url, "", "step_context"));
  }

  Map<String, Object> trunk(Row row) {
    String url = "https://trunking.twilio.com/v1/Trunks/" + row.sid();
    return Tree.object(
        "account_sid",
        maker.account(row),
        "domain_name",
        "trunk" + row.number() + ".pstn.twilio.com",
        "disaster_recovery_method",
        "GET",
        "disaster_recovery_url",
        null,
        "friendly_name",
        maker.name(row),
        "transfer_mode",
        "disable-all",
        "transfer_caller_id",
        "from-transferee",
        "auth_type",
        "",
        "sid",
        row.sid(),
        "url",
        url,
        "date_created",
        Maker.iso(row.at()),
        "date_updated",
        Maker.iso(row.updated()),
        "secure",
        maker.oneIn(row, 1, 2),
        "cnam_lookup_enabled",
        false,
        "symmetric_rtp_enabled",
        false,
        "recording",
        Tree.object("mode", "do-not-record", "trim", "do-not-trim"),
        "links",
        Maker.links(url, "", "origination_urls", "phone_numbers"),
        "auth_type_set",
        Tree.array("IP_ACL"));
  }

  Map<String, Object> verify(Row row) {
    String url = "https://verify.twilio.com/v2/Services/" + row.sid();
    return Tree.object(
        "sid",
        row.sid(),
        "account_sid",
        maker.account(row),
        "friendly_name",
        maker.name(row),
        "tts_name",
        null,
        "default_template_sid",
        null,
        "url",
        url,
        "mailer_sid",
        null,
        "date_created",
        Maker.iso(row.at()),
        "date_updated",
        Maker.iso(row.updated()),
        "code_length",
        4L + maker.pick(row, 1, 6),
        "lookup_enabled",
        maker.oneIn(row, 2, 2),
        "psd2_enabled",
        false,
        "skip_sms_to_landlines",
        false,
        "dtmf_input_required",
        true,
        "do_not_share_warning_enabled",
        false,
        "custom_code_enabled",
        false,
        "verify_event_subscription_enabled",
        null,
        "push",
        Tree.object("apn_credential_sid", null, "include_date", true),
        "totp",
        Tree.object("issuer", "é", "time_step", 30L, "code_length", 6L, "skew", 1L),
        "whatsapp",
        null,
        "passkeys",
        Tree.object(),
        "links",
        Maker.links(url, "", "verifications", "entities"));
  }

  Map<String, Object> voicePrices(Row row) {
    return priced(
        row,
        "Voice",
        "outbound_prefix_prices",
        Tree.array(
            Tree.object(
                "prefixes", Tree.array("46", "4670"),
                "friendly_name", "Programmable Outbound",
                "base_price", price(row, 1),
                "current_price", price(row, 2))),
        "inbound_call_prices",
        Tree.array(numberPrice(row, "local"), numberPrice(row, "mobile")));
  }

  Map<String, Object> messagePrices(Row row) {
    return priced(
        row,
        "Messaging",
        "outbound_sms_prices",
        Tree.array(
            Tree.object(
                "carrier", "Telekom \"A\"",
                "mcc", "262",
                "mnc", "01",
                "prices", Tree.array(numberPrice(row, "mobile")))),
        "inbound_sms_prices",
        Tree.array(numberPrice(row, "local")));
  }

  Map<String, Object> numberPrices(Row row) {
    return priced(
        row,
        "PhoneNumbers",
        "phone_number_prices",
        Tree.array(numberPrice(row, "local"), numberPrice(row, "toll free")));
  }

  /** A country as the list shows it: without its prices. */
  static Map<String, Object> summary(Map<String, Object> country) {
    return Tree.object(
        "country", country.get("country"),
        "iso_country", country.get("iso_country"),
        "url", country.get("url"));
  }

  private static Map<String, Object> priced(Row row, String product, Object... prices) {
    Object[] members = new Object[8 + prices.length];
    String url = "https://pricing.twilio.com/v1/" + product + "/Countries/" + row.sid();
    Object[] first = {
      "country", "Country " + row.sid(), "iso_country", row.sid(), "price_unit", "USD", "url", url
    };
    System.arraycopy(first, 0, members, 0, first.length);
    System.arraycopy(prices, 0, members, first.length, prices.length);
    return Tree.object(members);
  }

  private Map<String, Object> numberPrice(Row row, String type) {
    return Tree.object(
        "number_type", type,
        "base_price", price(row, 3),
        "current_price", price(row, 4));
  }

  private String price(Row row, int question) {
    return "0.0" + (100 + maker.pick(row, question, 900));
  }
}
