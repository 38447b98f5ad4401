package dev.tidemark.simulator.twilio;

/**
 * What a record is made from. Immutable.
 *
 * @param sid by which it is asked for; unique within its parent
 * @param number unique within its stream
 * @param parent the record it hangs on, or null
 * @param account whose it is; 0 is the main account
 * @param created when it was made, in seconds since 1970
 * @param at what filters by time look at: when it was sent, ended, made; {@link #NEVER} if not yet
 * @param version how often it has been changed
 */
record Row(String sid, int number, Row parent, int account, long created, long at, int version) {
  static final long NEVER = Long.MAX_VALUE;

  boolean hasHappened() {
    return at != NEVER;
  }

  /** The same record, once more changed. */
  Row changed() {
    return new Row(sid, number, parent, account, created, at, version + 1);
  }

  /** The same record, after it has happened at last. */
  Row happened(long second) {
    return new Row(sid, number, parent, account, created, second, version + 1);
  }

  /** When it was changed last. */
  long updated() {
    return (hasHappened() ? at : created) + 60L * version;
  }
}
