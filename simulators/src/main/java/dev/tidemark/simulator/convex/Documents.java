package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.Tree;
import dev.tidemark.simulator.record.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the documents of one table are made: each version of each from its number alone, so that none
 * needs to be kept. Between them they hold every kind of value that there is.
 */
final class Documents {
  private static final double[] SPECIALS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1.7e308
  };
  private static final int EDITS = 1_000_003;

  private final Dice dice;
  private final Ids ids;

  Documents(long seed, String table) {
    this.dice = Dice.of(seed, "convex " + table);
    this.ids = Ids.of(dice, "");
  }

  /** Looks random, so that new documents come between the old ones in the order of ids. */
  String id(int number) {
    return "j" + ids.uuid(number).replace("-", "").substring(1);
  }

  /** The fields of a version, from 0; without those that begin with an underscore. */
  Map<String, Object> fields(int number, int version) {
    long at = number + (long) EDITS * version;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", Words.company(dice, at, 1));
    fields.put("body", Words.text(dice, at, 2, 1 + dice.pick(at, 3, 4)));
    fields.put("pinned", dice.oneIn(at, 4, 5));
    fields.put("likes", dice.oneIn(at, 5, 10) ? dice.roll(at, 6) : dice.pick(at, 6, 1_000));
    fields.put("score", score(at));
    fields.put("rank", dice.oneIn(at, 8, 40) ? special(at) : Double.valueOf(dice.pick(at, 9, 99)));
    fields.put("editedAt", version == 0 ? null : 1.7e12 + dice.pick(at, 10, 1_000_000) + 0.25);
    fields.put("answer", answer(at));
    fields.put("place", place(at));
    fields.put("reactions", reactions(at));
    if (dice.oneIn(at, 20, 3)) {
      fields.put("attachment", bytes(at));
    }
    if (dice.oneIn(at, 21, 4)) {
      fields.put("note", Words.first(dice, at, 22));
    }
    if (version > 1) {
      fields.put("revision", (long) version); // a field that comes into being by changes alone
    }
    return fields;
  }

  private Double score(long at) {
    double unit = Dice.unit(dice.roll(at, 7));
    return dice.oneIn(at, 11, 3) ? Math.rint(unit * 100) : unit * 1e6 - 5e5;
  }

  private Double special(long at) {
    return SPECIALS[dice.pick(at, 12, SPECIALS.length)];
  }

  private Object answer(long at) {
    return switch (dice.pick(at, 13, 5)) {
      case 0 -> "yes";
      case 1 -> 42.5;
      case 2 -> dice.roll(at, 14);
      case 3 -> true;
      default -> Tree.object("by", Words.last(dice, at, 15), "weight", dice.roll(at, 16));
    };
  }

  private Object place(long at) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("city", Words.last(dice, at, 17));
    place.put(
        "position",
        Tree.object("x", Dice.unit(dice.roll(at, 18)), "y", -Dice.unit(dice.roll(at, 19))));
    if (dice.oneIn(at, 23, 2)) {
      place.put("stamp", bytes(at + 1));
    }
    return place;
  }

  private Object reactions(long at) {
    return switch (dice.pick(at, 24, 4)) {
      case 0 -> Tree.array();
      case 1 -> Tree.array("🙏", 3.0);
      case 2 -> Tree.array(Tree.object("kind", "like", "count", dice.roll(at, 25)), null);
      default -> Tree.array(Tree.array(1.5, "nested"), false);
    };
  }

  private byte[] bytes(long at) {
    byte[] bytes = new byte[dice.pick(at, 26, 24)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) dice.roll(at + i, 27);
    }
    return bytes;
  }
}
