package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Tree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records of phone numbers: those one has, those one could have, and where one lives. */
final class Numbers {
  private final Maker maker;

  Numbers(Maker maker) {
    this.maker = maker;
  }

  /** Whether numbers of a kind are for sale in a country. */
  static boolean has(Row country, String kind) {
    return switch (kind) {
      case "mobile" -> !country.sid().equals("US") && !country.sid().equals("CA");
      case "toll_free" -> country.number() % 5 != 3;
      default -> true;
    };
  }

  static String phoneNumber(String country, int number) {
    return "+" + (country.charAt(0) - 'A' + 10) + (4_000_000_000L + number);
  }

  Map<String, Object> address(Row row) {
    return Tree.object(
        "account_sid",
        maker.account(row),
        "city",
        "Malmö",
        "customer_name",
        maker.name(row),
        "friendly_name",
        maker.oneIn(row, 1, 2) ? null : "office",
        "iso_country",
        "SE",
        "postal_code",
        "21119",
        "region",
        "",
        "sid",
        row.sid(),
        "street",
        "Storgatan " + row.number(),
        "uri",
        maker.path(row) + "/Addresses/" + row.sid() + ".json",
        "street_secondary",
        null,
        "date_created",
        Maker.mail(row.at()),
        "date_updated",
        Maker.mail(row.updated()),
        "emergency_enabled",
        false,
        "validated",
        maker.oneIn(row, 2, 2),
        "verified",
        false);
  }

  Map<String, Object> dependent(Row row) {
    return Tree.object(
        "sid", row.sid(),
        "account_sid", maker.account(row),
        "friendly_name", maker.phone(row, 1),
        "phone_number", maker.phone(row, 1),
        "voice_url", "",
        "voice_method", "POST",
        "voice_fallback_method", "POST",
        "voice_fallback_url", null,
        "sms_fallback_method", "POST",
        "sms_fallback_url", "",
        "sms_method", "POST",
        "sms_url", "",
        "address_requirements", "local",
        "status_callback", "",
        "status_callback_method", "POST",
        "api_version", "2010-04-01",
        "sms_application_sid", "",
        "voice_application_sid", "",
        "trunk_sid", null,
        "emergency_status", "Active",
        "emergency_address_sid", row.parent().sid(),
        "uri", maker.path(row) + "/DependentPhoneNumbers/" + row.sid() + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()),
        "voice_caller_id_lookup", false,
        "capabilities", capabilities(row, "voice", "sms", "mms", "fax"));
  }

  Map<String, Object> incoming(Row row) {
    String uri = maker.path(row) + "/IncomingPhoneNumbers/" + row.sid();
    return Tree.object(
        "account_sid",
        maker.account(row),
        "address_sid",
        maker.oneIn(row, 1, 2) ? null : maker.sid("AD", 0),
        "address_requirements",
        "none",
        "api_version",
        "2010-04-01",
        "friendly_name",
        maker.name(row),
        "identity_sid",
        null,
        "phone_number",
        maker.phone(row, 2),
        "origin",
        "twilio",
        "sid",
        row.sid(),
        "sms_application_sid",
        "",
        "sms_fallback_method",
        "POST",
        "sms_fallback_url",
        "",
        "sms_method",
        "POST",
        "sms_url",
        "https://example.com/sms",
        "status_callback",
        "",
        "status_callback_method",
        "POST",
        "trunk_sid",
        null,
        "uri",
        uri + ".json",
        "voice_receive_mode",
        "voice",
        "voice_application_sid",
        null,
        "voice_fallback_method",
        "POST",
        "voice_fallback_url",
        null,
        "voice_method",
        "POST",
        "voice_url",
        "https://example.com/voice",
        "emergency_status",
        "Inactive",
        "emergency_address_sid",
        null,
        "emergency_address_status",
        "unregistered",
        "bundle_sid",
        null,
        "status",
        "in-use",
        "type",
        maker.oneIn(row, 3, 3) ? null : "local",
        "date_created",
        Maker.mail(row.at()),
        "date_updated",
        Maker.mail(row.updated()),
        "beta",
        false,
        "voice_caller_id_lookup",
        false,
        "capabilities",
        capabilities(row, "voice", "sms", "mms", "fax"),
        "subresource_uris",
        Maker.links(uri, ".json", "assigned_add_ons"));
  }

  Map<String, Object> callerId(Row row) {
    return Tree.object(
        "sid", row.sid(),
        "friendly_name", maker.name(row),
        "account_sid", maker.account(row),
        "phone_number", maker.phone(row, 1),
        "uri", maker.path(row) + "/OutgoingCallerIds/" + row.sid() + ".json",
        "date_created", Maker.mail(row.at()),
        "date_updated", Maker.mail(row.updated()));
  }

  Map<String, Object> country(Row row) {
    String uri = maker.path(row) + "/AvailablePhoneNumbers/" + row.sid();
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (String kind : new String[] {"local", "mobile", "toll_free"}) {
      if (has(row, kind)) {
        kinds.put(kind, uri + "/" + Listing.numbersOf("available_phone_numbers_" + kind) + ".json");
      }
    }
    return Tree.object(
        "country_code",
        row.sid(),
        "country",
        "Country " + row.sid() + " " + maker.pick(row, 1, 1_000),
        "uri",
        uri + ".json",
        "beta",
        maker.oneIn(row, 2, 3),
        "subresource_uris",
        kinds);
  }

  /** Where it is, as a number or as a text; both have been seen. */
  Map<String, Object> available(Row row) {
    BigDecimal latitude = BigDecimal.valueOf(400_000 + 100 * maker.pick(row, 1, 1_000), 4);
    return Tree.object(
        "friendly_name",
        row.sid(),
        "phone_number",
        row.sid(),
        "lata",
        "722",
        "locality",
        maker.oneIn(row, 2, 2) ? null : "Springfield",
        "rate_center",
        "SPRNGFLD",
        "region",
        "OR",
        "postal_code",
        maker.oneIn(row, 3, 2) ? "" : "97477",
        "iso_country",
        row.parent().sid(),
        "address_requirements",
        "none",
        "latitude",
        maker.oneIn(row, 4, 3) ? null : latitude.toString(),
        "longitude",
        -122.5,
        "beta",
        false,
        "capabilities",
        capabilities(row, "voice", "SMS", "MMS", "fax"));
  }

  private Map<String, Object> capabilities(Row row, String... names) {
    Map<String, Object> capabilities = new LinkedHashMap<>();
    for (String name : names) {
      capabilities.put(name, maker.oneIn(row, name.length() + name.charAt(0), 2));
    }
    return capabilities;
  }
}
