package dev.tidemark.destination;

/** A kind of destination. Found by {@code ServiceLoader}. */
public interface DestinationProvider {
  /** What its URLs start with, before the colon. */
  String scheme();

  /** How to write its URL, for messages. */
  String example();

  /**
   * Whether several processes can have it open at once; if not, distributed runners are refused.
   */
  boolean sharedByProcesses();

  /** What names the database, without credentials; equal for all URLs of the same one. */
  String identity(DestinationRef ref);

  /**
   * Sees whether it can be reached and written to. Writes nothing.
   *
   * @throws dev.tidemark.problem.Problem if not
   */
  void check(DestinationRef ref);

  /** Opens it for a worker. */
  Destination open(DestinationRef ref, Access access);

  /** What an opener is going to do. */
  enum Access {
    /** Only look; nothing is created. */
    READ,
    WRITE
  }
}
