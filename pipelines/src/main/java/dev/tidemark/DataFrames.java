package dev.tidemark;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.problem.Problem;
import org.dflib.DataFrame;
import org.dflib.builder.DataFrameArrayAppender;

/** Datasets as data frames of DFLib, in memory. Needs {@code org.dflib:dflib}. */
public final class DataFrames {
  private DataFrames() {}

  /** All rows of a dataset, the values as they are. */
  public static DataFrame of(Dataset dataset) {
    try {
      return dataset.read(DataFrames::frame);
    } catch (NoClassDefFoundError e) {
      throw Problem.config("a data frame needs DFLib: add the dependency org.dflib:dflib");
    }
  }

  private static DataFrame frame(QueryResult rows) {
    DataFrameArrayAppender appender =
        DataFrame.byArrayRow(rows.names().toArray(String[]::new)).appender();
    rows.forEachRemaining(row -> appender.append(row.toArray()));
    return appender.toDataFrame();
  }
}
