package dev.tidemark.destination;

/** What keeps other processes from syncing a connection, until it is closed. */
@FunctionalInterface
public interface Hold extends AutoCloseable {
  /** Where that can't be done. */
  Hold NONE = () -> {};

  /**
   * Takes it again if the database has lost it, as one that was restarted has. Where the database
   * can't be asked, nothing is known, and nothing happens.
   *
   * @throws dev.tidemark.problem.Problem that says who has it, if somebody else has it by now
   */
  default void renew() {}

  @Override
  void close();
}
