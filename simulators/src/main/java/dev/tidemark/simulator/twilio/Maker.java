package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the records of all streams are made with: identifiers, chance, and the forms of dates. */
final class Maker {
  private static final DateTimeFormatter MAIL =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final Sids sids;
  private final Dice dice;

  Maker(long seed, Sids sids) {
    this.sids = sids;
    this.dice = Dice.of(seed, "twilio");
  }

  /** The number that a choice comes out as: from 0 to {@code sides - 1}. */
  int pick(Row row, int question, int sides) {
    return dice.pick(row.number(), question, sides);
  }

  boolean oneIn(Row row, int question, int sides) {
    return pick(row, question, sides) == 0;
  }

  String sid(String prefix, long number) {
    return sids.of(prefix, number);
  }

  String account(Row row) {
    return sids.account(row.account());
  }

  /** The path of an account's things, relative as the older hosts write it. */
  String path(Row row) {
    return "/2010-04-01/Accounts/" + account(row);
  }

  String name(Row row) {
    return Words.company(dice, row.number(), 7);
  }

  String text(Row row) {
    return Words.text(dice, row.number(), 8, 1 + pick(row, 9, 2)).strip();
  }

  String phone(Row row, int question) {
    return "+1555" + (1_000_000 + pick(row, question, 8_999_999));
  }

  /** As the older hosts write it; null for a moment that has not come. */
  static String mail(long second) {
    return second == Row.NEVER ? null : MAIL.format(Instant.ofEpochSecond(second));
  }

  /** As the newer hosts write it. */
  static String iso(long second) {
    return ISO.format(Instant.ofEpochSecond(second));
  }

  static String day(long second) {
    return iso(second).substring(0, 10);
  }

  /** Links by name, each the thing's own path and that name. */
  static Map<String, Object> links(String path, String ending, String... names) {
    Map<String, Object> links = new LinkedHashMap<>();
    for (String name : names) {
      links.put(name, path + "/" + camel(name) + ending);
    }
    return links;
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_")) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.toString();
  }
}
