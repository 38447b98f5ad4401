package dev.tidemark.source;

import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A source with its config: ready to say what streams it has and to read them. Made by a {@link
 * SourceProvider}; safe for any number of threads.
 */
public interface Source {
  int USUAL_CONCURRENCY = 4;

  /** Its streams, in the order in which they should be shown. */
  List<StreamSpec> streams();

  /**
   * Sends what it takes to see that the credentials are accepted, and nothing more.
   *
   * @throws Problem if they are not, or if the source can't be reached
   */
  void check();

  /**
   * A slice that several streams share, where the source is best read once for all of them; the
   * others list their slices each by itself.
   *
   * @param starts what is committed of each stream that is to be read
   */
  default Optional<Slice> shared(Map<String, Tidemark> starts) {
    return Optional.empty();
  }

  /**
   * What a config might say of a stream of the files under a prefix, as YAML; nothing where the
   * prefix is the name of a stream, or there are no files at all.
   */
  default Optional<String> guess(String prefix) {
    return Optional.empty();
  }

  /** A reader of one of its streams; that of any of its streams reads a shared slice. */
  StreamReader reader(String stream);

  /**
   * The same source, with somebody who looks on while it is read.
   *
   * @throws Problem if it can't show what it does
   */
  default Source traced(Trace trace) {
    throw Problem.config(
        "there is no trace of this source; there is one of those made of manifests");
  }

  /** Whether several machines can read it at once; if not, distributed runners are refused. */
  default boolean sharedByMachines() {
    return true;
  }

  /**
   * Tells that this process has one more of so many readers, where there may be others in other
   * processes: it keeps to its part of what the account may spend.
   *
   * @return to be closed when the reader is gone
   */
  default AutoCloseable join(int readers) {
    return () -> {};
  }

  /** How many slices are read at once where a job does not say. */
  default int concurrency() {
    return USUAL_CONCURRENCY;
  }

  /** The stream of that name, or a problem that lists the names there are. */
  default StreamSpec stream(String name) {
    return named(name, streams());
  }

  /** The stream of that name among some, or a problem that lists the names there are. */
  static StreamSpec named(String name, List<StreamSpec> streams) {
    return named(name, streams, StreamSpec::name);
  }

  /** The same where a source has its own form of streams. */
  static <T> T named(String name, List<T> streams, Function<T, String> nameOf) {
    List<String> names = streams.stream().map(nameOf).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw Problem.config(
          "there is no stream '"
              + name
              + "'."
              + Nearest.hint(name, names)
              + " Streams: "
              + String.join(", ", names));
    }
    return streams.get(index);
  }
}
