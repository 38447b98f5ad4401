package dev.tidemark.manifest.language;

import java.util.HashSet;
import java.util.Set;

/**
 * The names that templates may use, by where they stand; config and parameters are always there.
 */
public final class Names {
  /** In a set of names: the config is null here. */
  public static final String NO_CONFIG = "-config";

  /** What the source answered about a job, when it was asked for and when it was completed. */
  public static final String CREATION_RESPONSE = "creation_response";

  public static final String POLLING_RESPONSE = "polling_response";

  /** What is to be downloaded. */
  public static final String DOWNLOAD_TARGET = "download_target";

  /** The properties that a request asks for. */
  public static final String QUERY_PROPERTIES = "query_properties";

  public static final Set<String> NONE = Set.of();

  /** The slice by its three names. */
  public static final Set<String> SLICE =
      Set.of("stream_slice", "stream_partition", "stream_interval");

  public static final Set<String> REQUEST = plus(SLICE, "next_page_token");
  public static final Set<String> PAGING =
      Set.of("response", "headers", "last_record", "last_page_size");
  public static final Set<String> FILTER = plus(REQUEST, "record");
  public static final Set<String> RECORD_ALONE = Set.of("record");
  public static final Set<String> RECORD = plus(SLICE, "record");

  /** The language knows no slice here; whoever does, can tell what is missing from what is gone. */
  public static final Set<String> PREDICATE = plus(REQUEST, "response", "headers", NO_CONFIG);

  public static final Set<String> ERROR_MESSAGE = Set.of("response", "headers");

  private Names() {}

  public static Set<String> plus(Set<String> names, String... more) {
    return plus(names, Set.of(more));
  }

  public static Set<String> plus(Set<String> names, Set<String> more) {
    Set<String> all = new HashSet<>(names);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
