package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.record.Dice;

/** The main account, and subaccounts of which some are suspended and some closed. */
final class Accounts {
  private static final int MOST = 60;

  private volatile int count;
  private final Dice dice;

  Accounts(long seed, int messages) {
    this.count = messages == 0 ? 1 : Math.min(MOST, 3 + messages / 500);
    this.dice = Dice.of(seed, "accounts");
  }

  int count() {
    return count;
  }

  /** The main account and so many others, from now on. */
  void subaccounts(int others) {
    count = 1 + others;
  }

  /** What answers for things in an account are like. */
  enum Access {
    FULL("active"),
    /** 403, code 20005. */
    SUSPENDED("suspended"),
    /** 404. */
    GONE("closed"),
    /** 401: the token of a closed account is worth nothing. */
    REFUSED("closed");

    private final String status;

    Access(String status) {
      this.status = status;
    }

    String status() {
      return status;
    }
  }

  Access access(int account) {
    return switch (account == 0 ? 0 : account % 6) {
      case 2 -> Access.SUSPENDED;
      case 4 -> Access.GONE;
      case 5 -> Access.REFUSED;
      default -> Access.FULL;
    };
  }

  boolean isReadable(int account) {
    return access(account) == Access.FULL;
  }

  /** Who a thing belongs to: the main account half of the time, else one of the readable others. */
  int owner(long number) {
    int account = dice.oneIn(number, 1, 2) ? 0 : dice.pick(number, 2, count);
    return isReadable(account) ? account : 0;
  }
}
