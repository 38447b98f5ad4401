package dev.tidemark.sync;

import dev.tidemark.shape.Nested;
import java.io.Serial;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job says about one stream; empty where it leaves things to the source.
 *
 * @param name the stream
 * @param cursor field to tell newer from older by, instead of the source's
 * @param primaryKey fields that name a record, instead of the source's
 * @param write how rows enter the table, instead of the job's
 * @param hardDelete whether rows whose records are gone are removed, instead of what the job says
 * @param columns the only fields to keep; empty for all
 * @param rename what columns are called instead of as their fields
 * @param nested what becomes of objects in records, instead of what the job says
 */
public record StreamChoice(
    String name,
    Optional<String> cursor,
    List<String> primaryKey,
    Optional<WriteMode> write,
    Optional<Boolean> hardDelete,
    List<String> columns,
    Map<String, String> rename,
    Optional<Nested> nested)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public StreamChoice {
    primaryKey = List.copyOf(primaryKey);
    columns = List.copyOf(columns);
    rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
  }

  public static StreamChoice of(String name) {
    return new StreamChoice(
        name,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty());
  }

  public StreamChoice withCursor(String field) {
    return new StreamChoice(
        name, Optional.of(field), primaryKey, write, hardDelete, columns, rename, nested);
  }

  public StreamChoice withPrimaryKey(String... fields) {
    return new StreamChoice(
        name, cursor, List.of(fields), write, hardDelete, columns, rename, nested);
  }

  public StreamChoice withColumns(String... fields) {
    return new StreamChoice(
        name, cursor, primaryKey, write, hardDelete, List.of(fields), rename, nested);
  }

  @Serial
  private Object writeReplace() {
    return new Travelling(
        name,
        cursor.orElse(null),
        primaryKey,
        write.orElse(null),
        hardDelete.orElse(null),
        columns,
        rename,
        nested.orElse(null));
  }

  /** The same without {@code Optional}, which can't be serialised. */
  private record Travelling(
      String name,
      String cursor,
      List<String> primaryKey,
      WriteMode write,
      Boolean hardDelete,
      List<String> columns,
      Map<String, String> rename,
      Nested nested)
      implements Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Serial
    private Object readResolve() {
      return new StreamChoice(
          name,
          Optional.ofNullable(cursor),
          primaryKey,
          Optional.ofNullable(write),
          Optional.ofNullable(hardDelete),
          columns,
          rename,
          Optional.ofNullable(nested));
    }
  }
}
