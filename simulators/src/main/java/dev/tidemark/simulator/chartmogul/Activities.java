package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Recipe;
import dev.tidemark.simulator.record.RecordSink;
import dev.tidemark.simulator.record.Words;
import java.util.function.Supplier;

/** Activities, oldest first; several share a date. */
final class Activities implements Recipe {
  static final String[] TYPES = {"new_biz", "reactivation", "expansion", "contraction", "churn"};

  /** A date alone would move an activity to another instant, so that form is not among these. */
  private static final DateForm[] FORMS = {
    DateForm.UTC_OFFSET, DateForm.UTC_OFFSET, DateForm.UTC_OFFSET, DateForm.UTC_OFFSET,
    DateForm.NO_ZONE, DateForm.MILLIS, DateForm.ZULU, DateForm.WEST
  };

  private static final String[] PLANS = {"plan_basic", "plan_pro", "plan-é", "PLAN 2024"};

  private final Dice dice;
  private final Ids uuids;
  private final Supplier<ChartMogulData.State> state;
  private final Customers customers;

  Activities(long seed, Supplier<ChartMogulData.State> state, Customers customers) {
    this.dice = Dice.of(seed, "activities");
    this.uuids = Ids.of(dice, "");
    this.state = state;
    this.customers = customers;
  }

  String uuid(int position) {
    return uuids.uuid(position);
  }

  /** The position of a uuid, or -1 when no activity up to {@code size} has it. */
  int positionOf(String uuid, int size) {
    long position = uuids.positionOfUuid(uuid);
    return position < size ? (int) position : -1;
  }

  String typeAt(int position) {
    return dice.of(position, 1, TYPES);
  }

  @Override
  public void write(int position, RecordSink sink) {
    ChartMogulData.State now = state.get();
    long second = now.activities().secondAt(position);
    String type = typeAt(position);
    sink.text("uuid", uuid(position));
    sink.text("date", dice.of(position, 2, FORMS).write(second));
    sink.text("type", type);
    sink.text("description", description(position, type));
    money(position, type, sink);
    sink.text("currency", "USD");
    plan(position, sink);
    customer(customerAt(position, second, now), sink);
    sink.text("billing-connector-uuid", customers.sourceUuid(position));
  }

  /** One of the customers that had been made by then. */
  private int customerAt(int position, long second, ChartMogulData.State now) {
    int made = now.customers().countBefore(second + 1);
    return made == 0 ? 0 : dice.pick(position, 3, made);
  }

  private String description(int position, String type) {
    return dice.oneIn(position, 4, 500)
        ? Words.text(dice, position, 5, 60)
        : "purchased the " + type + " plan \"" + dice.of(position, 6, PLANS) + "\" (1)";
  }

  private void money(int position, String type, RecordSink sink) {
    long mrr = 100L * dice.pick(position, 7, 2_000);
    boolean isLoss = type.equals("churn") || type.equals("contraction");
    if (dice.oneIn(position, 8, 20)) {
      sink.fraction("activity-mrr-movement", (double) (isLoss ? -mrr : mrr));
      sink.fraction("activity-mrr", (double) mrr);
      sink.fraction("activity-arr", mrr * 12.0);
    } else {
      sink.number("activity-mrr-movement", isLoss ? -mrr : mrr);
      sink.number("activity-mrr", mrr);
      sink.number("activity-arr", mrr * 12);
    }
  }

  private void plan(int position, RecordSink sink) {
    sink.text("subscription-external-id", "sub_" + dice.pick(position, 9, 1_000_000));
    if (!dice.oneIn(position, 10, 10)) {
      boolean isNull = dice.oneIn(position, 11, 2);
      sink.text("subscription-set-external-id", isNull ? null : "set_" + position);
    }
    sink.text("plan-external-id", dice.of(position, 6, PLANS));
  }

  private void customer(int customer, RecordSink sink) {
    String uuid = customers.uuid(customer);
    sink.text("customer-name", customers.name(customer));
    // Very old ones lack the prefix.
    sink.text("customer-uuid", customer % 40 == 0 ? uuid.substring("cus_".length()) : uuid);
    sink.text("customer-external-id", customers.externalId(customer));
  }
}
