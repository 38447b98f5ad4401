package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Fragment;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The members of customers that many share, made once by seed. */
final class CustomerParts {
  private static final String[] STATUSES = {
    "New Lead",
    "Working Lead",
    "Qualified Lead",
    "Unqualified Lead",
    "Active",
    "Active",
    "Active",
    "Past Due",
    "Cancelled"
  };
  private static final List<List<String>> PLACES =
      List.of(
          List.of("US", "United States", "CA", "California", "San Francisco", "94107"),
          List.of("US", "United States", "NY", "New York", "New York", "10001"),
          List.of("DE", "Germany", "Bayern", "Bayern", "München", "80331"),
          List.of("FR", "France", "Île-de-France", "Île-de-France", "Paris", "75002"),
          List.of("JP", "Japan", "東京都", "東京都", "渋谷区", "150-0002"),
          List.of("BR", "Brazil", "SP", "São Paulo", "São Paulo", "01310-100"),
          List.of("GB", "United Kingdom", "England", "England", "Leeds", "LS1 4AP"));
  private static final Object[] CUSTOM_VALUES = {
    "gold", 42L, 3.5, true, false, "2024-03-01 09:30:00", "", "ünïcode", -7L, 1_234_567_890_123L
  };

  private final Dice dice;
  private final Fragment[] sources;
  private final Fragment[] companies;
  private final Fragment[] statuses;
  private final Fragment[] places;
  private final Fragment[] billings;
  private final Fragment[] owners;
  private final Fragment[] attributes;

  CustomerParts(long seed) {
    dice = Dice.of(seed, "customer parts");
    sources = make(24, this::source);
    companies = make(64, this::company);
    statuses = make(STATUSES.length, i -> Fragment.of("status", STATUSES[i]));
    places = make(32, this::place);
    billings = make(16, this::billing);
    owners = make(12, CustomerParts::owner);
    attributes = make(256, this::attributes);
  }

  Fragment source(Dice by, int position) {
    return by.of(position, 1, sources);
  }

  Fragment company(Dice by, int position) {
    return by.of(position, 2, companies);
  }

  Fragment status(Dice by, int position) {
    return by.of(position, 3, statuses);
  }

  Fragment place(Dice by, int position) {
    return by.of(position, 4, places);
  }

  Fragment billing(Dice by, int position) {
    return by.of(position, 5, billings);
  }

  Fragment owner(Dice by, int position) {
    return by.of(position, 6, owners);
  }

  Fragment attributes(Dice by, int position) {
    return by.of(position, 7, attributes);
  }

  /** The source of an activity, as its customers name it. */
  String sourceUuid(int number) {
    return Ids.of(dice, "ds_").uuid(number % 4);
  }

  private Fragment source(int i) {
    String main = sourceUuid(i);
    List<Object> all =
        switch (i / 4) {
          case 0 -> Tree.array(main, main); // repeated, as recorded
          case 1 -> Tree.array(main, sourceUuid(i + 1));
          default -> Tree.array(main);
        };
    return Fragment.of("data_source_uuid", main, "data_source_uuids", all);
  }

  private Fragment company(int i) {
    String name = i % 16 == 0 ? "" : Words.company(dice, i, 10);
    String site = i % 5 == 0 ? null : "https://www.example" + i + ".com/?a&b";
    return Fragment.of("company", name, "website_url", site);
  }

  private Fragment place(int i) {
    if (i == 0) {
      return Fragment.of("country", null, "state", null, "city", null, "address", null);
    }
    List<String> at = PLACES.get(i % PLACES.size());
    Map<String, Object> address =
        Tree.object(
            "address_zip", at.get(5), "country", at.get(1), "state", at.get(3), "city", at.get(4));
    return Fragment.of(
        "country", at.get(0),
        "state", at.get(2),
        "city", at.get(4),
        "zip", at.get(5),
        "address", i % 3 == 0 ? null : address);
  }

  private Fragment billing(int i) {
    String type = List.of("Stripe", "Import API", "Custom", "Recurly").get(i % 4);
    String url = i % 3 > 0 ? null : "https://pay.example.com/" + i;
    return Fragment.of("billing-system-url", url, "billing-system-type", type);
  }

  private static Fragment owner(int i) {
    if (i < 3) {
      return i == 0 ? Fragment.of() : Fragment.of("owner", null);
    }
    Map<String, Object> contact =
        Tree.object("name", "Contact " + i, "email", "contact" + i + "@example.com", "phone", null);
    return i % 5 == 0
        ? Fragment.of("owner", "owner" + i + "@example.com", "primary_contact", contact)
        : Fragment.of("owner", "owner" + i + "@example.com");
  }

  private Fragment attributes(int i) {
    List<Object> tags = i % 3 == 0 ? Tree.array() : Tree.array("important", "tag-" + i % 7, "日本");
    Map<String, Object> stripe =
        i % 2 == 0 ? Tree.object("uid", (long) i, "coupon", true) : Tree.object();
    Map<String, Object> clearbit = i % 16 == 0 ? clearbit(i) : Tree.object();
    return Fragment.of(
        "attributes",
        Tree.object("tags", tags, "stripe", stripe, "clearbit", clearbit, "custom", custom(i)));
  }

  private Map<String, Object> clearbit(int i) {
    return Tree.object(
        "id", "cb-" + i,
        "name", Words.company(dice, i, 11),
        "category", Tree.object("sector", "Information Technology", "sicCode", null),
        "metrics", Tree.object("employees", 10L * i, "raised", null, "annualRevenue", 2.5e7),
        "tech", Tree.array("google_analytics", "aws_route_53"),
        "site", Tree.object("phoneNumbers", Tree.array(), "emailAddresses", Tree.array()));
  }

  private Map<String, Object> custom(int i) {
    return Tree.object(
        List.of("CAC", "plan-size", "Utm Source", "signed_up").get(i % 4),
        dice.of(i, 12, CUSTOM_VALUES),
        "channel_" + i % 5,
        dice.of(i, 13, CUSTOM_VALUES),
        "pro",
        i % 2 == 0);
  }

  private static Fragment[] make(int count, IntFunction<Fragment> one) {
    return IntStream.range(0, count).mapToObj(one).toArray(Fragment[]::new);
  }
}
