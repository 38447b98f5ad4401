package dev.tidemark.source;

import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever reads a source wants of it, beside its config.
 *
 * @param files the folder for files that belong to records; null where nothing is to be written
 * @param fields the only fields that are of use, by stream; all those of a stream that has none
 *     here
 * @param cursors fields to tell newer from older by, for streams that leave the choice
 */
public record Wishes(String files, Map<String, List<String>> fields, Map<String, String> cursors)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** All fields, and no files. */
  public static final Wishes NONE = new Wishes(null, Map.of(), Map.of());

  public Wishes {
    fields = Map.copyOf(fields);
    cursors = Map.copyOf(cursors);
  }

  /** The cursor that was chosen for a stream. */
  public Optional<String> cursor(String stream) {
    return Optional.ofNullable(cursors.get(stream));
  }

  /** Where files go, if there are to be any. */
  public Optional<Path> folder() {
    return Optional.ofNullable(files).map(Path::of);
  }

  /** Whether a field of a stream is of use. */
  public boolean include(String stream, String field) {
    return !fields.containsKey(stream) || fields.get(stream).contains(field);
  }
}
