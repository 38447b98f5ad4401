package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.RecordSet;
import java.util.Arrays;
import java.util.List;

/** The streams that are hardly more than names: lead fields and statuses, tags, domains. */
final class SmallLists {
  static final String[] FIELDS = {
    "email",
    "first_name",
    "last_name",
    "company_name",
    "address",
    "city",
    "state",
    "phone",
    "title",
    "industry",
    "linkedin",
    "twitter",
    "facebook",
    "twitch_name",
    "salesforce_id",
    "snippet",
    "snippet1",
    "snippet2",
    "snippet3",
    "snippet4",
    "employees",
    "is-customer",
    "Lead Score",
    "rénewal_date"
  };
  static final String[] STATUSES = {
    "active", "prospect", "engaged", "replied", "Do not contact", "Sehr heiß", "見込み客", "won & done"
  };

  private final Ids fieldIds;
  private final Ids statusIds;
  private final Ids tagIds;
  private final Ids domainIds;
  private final Sizes sizes;

  SmallLists(long seed, Sizes sizes) {
    this.fieldIds = Ids.of(Dice.of(seed, "lead fields"), "lcf_");
    this.statusIds = statusIds(seed);
    this.tagIds = Ids.of(Dice.of(seed, "tags"), "tag_");
    this.domainIds = Ids.of(Dice.of(seed, "domains"), "dom_");
    this.sizes = sizes;
  }

  static Ids statusIds(long seed) {
    return Ids.of(Dice.of(seed, "lead statuses"), "lss_");
  }

  RecordSet select(String stream) {
    return switch (stream) {
      case "lead_fields" -> fields();
      case "lead_statuses" -> named(statusIds, Arrays.asList(STATUSES));
      case "tags" -> numbered(tagIds, sizes.tags(), "tag é ", "");
      case "dnc_domains" -> numbered(domainIds, sizes.domains(), "no-mail-", ".example.com");
      default -> throw new IllegalArgumentException("no stream is named '" + stream + "'");
    };
  }

  private RecordSet fields() {
    return RecordSet.all(
        FIELDS.length,
        (position, sink) -> {
          String name = FIELDS[position];
          sink.text("id", fieldIds.code(position));
          sink.text("name", name);
          sink.text("label", position == 13 ? null : name.replace('_', ' '));
        });
  }

  private static RecordSet named(Ids ids, List<String> names) {
    return RecordSet.all(
        names.size(),
        (position, sink) -> {
          sink.text("id", ids.code(position));
          sink.text("name", names.get(position));
        });
  }

  private static RecordSet numbered(Ids ids, int count, String before, String after) {
    return RecordSet.all(
        count,
        (position, sink) -> {
          sink.text("id", ids.code(position));
          sink.text("name", before + position + after);
        });
  }
}
