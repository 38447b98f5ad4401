package dev.tidemark.destination;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.json.JsonObject;
import java.util.List;

/** A kind of destination. Found by {@code ServiceLoader}. */
public interface DestinationProvider {
  /** What its URLs may start with, before the colon. */
  List<String> schemes();

  /** How to write its URL, for messages. */
  String example();

  /** JSON Schema of what a job may say beside the URL. */
  default ConfigSpec options() {
    return options(new JsonObject());
  }

  /** JSON Schema of options with these properties and no others. */
  static ConfigSpec options(JsonObject properties) {
    return new ConfigSpec(JsonObject.of("type", "object", "properties", properties));
  }

  /**
   * Whether several processes can have it open at once; if not, distributed runners are refused.
   */
  boolean sharedByProcesses();

  /**
   * What names of large jars begin with that this destination needs. Workers whose destination does
   * not name them are not sent them.
   */
  default List<String> drivers() {
    return List.of();
  }

  /** What names the database, without credentials; equal for all URLs of the same one. */
  String identity(DestinationRef ref);

  /**
   * Sees whether it can be reached and written to. Writes nothing.
   *
   * @throws dev.tidemark.problem.Problem if not
   */
  void check(DestinationRef ref);

  /**
   * Keeps other processes from syncing a connection until it is closed, where the database can do
   * so. A process that ends lets go, however it ends.
   *
   * @throws dev.tidemark.problem.Problem that says who has it, if somebody has
   */
  default Hold hold(DestinationRef ref, String connection) {
    return Hold.NONE;
  }

  /** The same for the work of a connection, where the database shall see which one that is. */
  default DestinationRef forConnection(DestinationRef ref, String connection) {
    return ref;
  }

  /** Opens it for a worker. */
  Destination open(DestinationRef ref, Access access);

  /** What an opener is going to do. */
  enum Access {
    /** Only look; nothing is created. */
    READ,
    WRITE
  }
}
