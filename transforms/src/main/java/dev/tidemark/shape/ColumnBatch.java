package dev.tidemark.shape;

import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of a page as columns, ready to be staged. Whoever holds a batch only reads it.
 *
 * @param schema the columns, one vector each
 * @param rows how many rows the vectors hold: first those of records, then those of lists in them
 * @param records how many of them are those of records
 * @param vectors values by column
 * @param ids row ids
 * @param extractedAt microseconds since the epoch, the same for all rows
 * @param meta the meta column
 * @param extra values that no column took: JSON text of an object whose names are {@link
 *     #extraName} and whose values are texts
 * @param observed types of the values in {@code extra}, by field
 * @param deadLetters records that could not become rows
 */
public record ColumnBatch(
    TableSchema schema,
    int rows,
    int records,
    List<Vector> vectors,
    Vector ids,
    long extractedAt,
    Vector meta,
    Vector extra,
    Map<String, Set<ColumnType>> observed,
    List<DeadLetter> deadLetters) {

  /** The columns that each row has of its own, in the order in which staging tables have them. */
  public Vector[] ofRows() {
    List<Vector> all = new ArrayList<>();
    all.add(meta);
    all.add(extra);
    all.addAll(vectors);
    return all.toArray(Vector[]::new);
  }

  /** Under which name a value of {@code type} of {@code field} stands in {@code extra}. */
  public static String extraName(String field, ColumnType type) {
    return type + ":" + field;
  }
}
