package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Fragment;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Recipe;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Words;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Customers, in the order of their ids. */
final class Customers implements Recipe {
  private static final long FIRST_ID = 25_000_000;
  private static final int ID_STEP = 7;
  private static final DateForm[] FORMS = DateForm.values();
  private static final Fragment MONEY = Fragment.of("currency", "USD", "currency-sign", "$");

  private final Dice dice;
  private final Ids uuids;
  private final CustomerParts parts;
  private final IntToLongFunction created;

  /** The second at which each customer was made is asked for by position. */
  Customers(long seed, IntToLongFunction created) {
    this.dice = Dice.of(seed, "customers");
    this.uuids = Ids.of(dice, "cus_");
    this.parts = new CustomerParts(seed);
    this.created = created;
  }

  /** Ids rise with gaps. */
  long id(int position) {
    return FIRST_ID + (long) position * ID_STEP + dice.pick(position, 20, ID_STEP);
  }

  /** The position of an id, or -1 when no customer has it; it may lie beyond the last one. */
  int positionOf(long id) {
    long position = Math.floorDiv(id - FIRST_ID, ID_STEP);
    boolean isPossible = position >= 0 && position <= Integer.MAX_VALUE;
    return isPossible && id((int) position) == id ? (int) position : -1;
  }

  long createdAt(int position) {
    return created.applyAsLong(position);
  }

  String uuid(int position) {
    return uuids.uuid(position);
  }

  /** Two customers may have the same external id, in different sources. */
  String externalId(int position) {
    return "ext_" + (position % 50 == 49 ? position - 1 : position);
  }

  String name(int position) {
    return dice.oneIn(position, 21, 100)
        ? null
        : Words.first(dice, position, 22) + " " + Words.last(dice, position, 23);
  }

  String sourceUuid(int number) {
    return parts.sourceUuid(number);
  }

  @Override
  public void write(int position, RecordSink sink) {
    identity(position, sink);
    sink.all(parts.source(dice, position));
    sink.text("name", name(position));
    sink.all(parts.company(dice, position));
    sink.text("email", dice.oneIn(position, 24, 40) ? null : email(position));
    sink.all(parts.status(dice, position));
    dates(position, sink);
    sink.all(parts.place(dice, position));
    money(position, sink);
    sink.all(parts.billing(dice, position));
    sink.all(parts.owner(dice, position));
    sink.all(parts.attributes(dice, position));
    extras(position, sink);
  }

  private void identity(int position, RecordSink sink) {
    long id = id(position);
    String external = externalId(position);
    sink.number("id", id);
    sink.text("uuid", uuid(position));
    sink.text("external_id", external);
    sink.value(
        "external_ids",
        dice.oneIn(position, 25, 12) ? List.of(external, "merged_" + position) : List.of(external));
    sink.text("chartmogul-url", "https://app.chartmogul.com/#customers/" + id);
  }

  private void dates(int position, RecordSink sink) {
    long second = createdAt(position);
    int face = dice.pick(position, 26, 60);
    sink.text("customer-since", face < 12 ? null : FORMS[face % FORMS.length].write(second));
    if (face % 10 != 9) {
      sink.text("lead_created_at", face % 4 == 0 ? null : FORMS[face % 4].write(second - 86_400));
    }
    if (face % 3 != 2) {
      sink.text("free_trial_started_at", face % 2 == 0 ? null : DateForm.MILLIS.write(second));
    }
  }

  private void money(int position, RecordSink sink) {
    long mrr = dice.pick(position, 27, 4) == 0 ? 0 : 100L * dice.pick(position, 28, 5_000);
    if (dice.oneIn(position, 29, 16)) {
      sink.fraction("mrr", (double) mrr);
      sink.fraction("arr", mrr * 12.0);
    } else {
      sink.number("mrr", mrr);
      sink.number("arr", mrr * 12);
    }
    sink.all(MONEY);
  }

  /** What the facts do not list: a new field now and then, and a text far over the usual length. */
  private void extras(int position, RecordSink sink) {
    if (dice.oneIn(position, 30, 64)) {
      sink.value("beta-score", position % 2 == 0 ? (Object) 0.37 : "n/a");
    }
    if (dice.oneIn(position, 31, 1_000)) {
      sink.text("notes", Words.text(dice, position, 32, 200));
    }
  }

  private static String email(int position) {
    return "user+" + position + "@example" + position % 89 + ".com";
  }
}
