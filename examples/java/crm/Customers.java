package crm;

import static dev.tidemark.Condition.column;

import dev.tidemark.Dataset;
import dev.tidemark.Row;
import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Syncs a simulated account, then looks at its customers. Run it with examples/java/run. */
public final class Customers {
  private Customers() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : ".");
    Tidemark source = Tidemark.source("demo/chartmogul");
    System.out.println(source.streamNames());
    System.out.println(source.stream("customers").peek(1));

    SyncResult result =
        source
            .streams("customers", "activities")
            .into("duckdb:" + folder.resolve("customers.duckdb"))
            .sync()
            .orThrow();
    System.out.println(result.summary());

    Dataset paying =
        result
            .dataset("customers")
            .where(column("mrr").isMoreThan(0).and(column("country").isNotNull()))
            .orderByDescending("mrr");
    System.out.println(paying.count() + " customers pay; the best of them:");
    try (Stream<Row> best = paying.columns("name", "country", "mrr").limit(3).stream()) {
      best.forEach(
          row ->
              System.out.println(
                  row.text("name") + ", " + row.text("country") + ": " + row.decimal("mrr")));
    }
    Path file = folder.resolve("customers.parquet");
    System.out.println(paying.toParquet(file) + " rows in " + file);
  }
}
