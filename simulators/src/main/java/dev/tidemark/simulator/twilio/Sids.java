package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Twilio's identifiers: two letters that tell the kind, and 32 hexadecimal digits. */
final class Sids {
  /** The same for every seed, so that a config can be written before the simulator runs. */
  static final String MAIN_ACCOUNT = "ACdec0de00000000000000000000000000";

  private final long seed;
  private final Map<String, Ids> byPrefix = new ConcurrentHashMap<>();

  Sids(long seed) {
    this.seed = seed;
  }

  /** The identifier of the nth thing of a kind. */
  String of(String prefix, long number) {
    Ids ids = byPrefix.computeIfAbsent(prefix, kind -> Ids.of(Dice.of(seed, kind), ""));
    return prefix + ids.uuid(number).replace("-", "");
  }

  String account(int index) {
    return index == 0 ? MAIN_ACCOUNT : of("AC", index);
  }
}
