package dev.tidemark.destination.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Pause;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.bigquery.Refusals.Trouble;
import dev.tidemark.destination.sql.Database;
import dev.tidemark.destination.sql.Transaction;
import dev.tidemark.model.Column;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A dataset, reached by Google's client. */
final class BigQueryDatabase implements Database {
  /** How long a staging table is kept that nobody uses. */
  static final int DAYS_KEPT = 30;

  private static final int ATTEMPTS = 100;
  private static final int PASSING_ATTEMPTS = 8;
  private static final String DEFAULT_LOCATION = "US";

  private final BigQuery client;
  private final Settings settings;
  private final Refusals refusals;
  private final BigQueryDialect dialect;
  private final Jobs jobs;
  private final boolean hasDataset;

  BigQueryDatabase(BigQuery client, Settings settings) {
    this.client = client;
    this.settings = settings;
    this.refusals = new Refusals(settings.identity());
    Dataset dataset = dataset();
    String location = location(dataset);
    this.hasDataset = dataset != null;
    this.dialect = new BigQueryDialect(location, settings.partitions(), settings.clusters());
    this.jobs = new Jobs(client, refusals, location);
  }

  static BigQueryDatabase open(DestinationRef ref) {
    Settings settings = Settings.of(ref);
    return new BigQueryDatabase(Client.of(settings, ref), settings);
  }

  private Dataset dataset() {
    return ask(() -> client.getDataset(settings.dataset()));
  }

  /** Jobs run where the dataset is. */
  private String location(Dataset dataset) {
    String wanted = settings.location();
    if (dataset == null) {
      return wanted == null ? DEFAULT_LOCATION : wanted;
    }
    if (wanted != null && !wanted.equalsIgnoreCase(dataset.getLocation())) {
      throw Problem.config(
          settings.identity()
              + " is in the location "
              + dataset.getLocation()
              + ", and the job says "
              + wanted
              + ": leave the option location out, or choose another dataset");
    }
    return dataset.getLocation();
  }

  void requireDataset() {
    if (!hasDataset) {
      throw Problem.config("there is no dataset " + settings.identity() + " yet; a sync makes it");
    }
  }

  /** Whether jobs may be run, and tables made. */
  void check() {
    statementType(Script.of(hasDataset ? "CREATE TABLE _tidemark_check (id INT64)" : "SELECT 1"));
  }

  @Override
  public BigQueryDialect dialect() {
    return dialect;
  }

  @Override
  public boolean hasSchema(String schema) {
    return hasDataset;
  }

  @Override
  public Optional<List<Column>> columns(String schema, String name) {
    Table table = ask(() -> client.getTable(TableId.of(schema, dialect.identifier(name))));
    if (table == null) {
      return Optional.empty();
    }
    Schema fields = table.<com.google.cloud.bigquery.TableDefinition>getDefinition().getSchema();
    List<Column> columns = new ArrayList<>();
    if (fields != null) {
      for (Field field : fields.getFields()) {
        columns.add(
            new Column(
                field.getName(),
                field.getName(),
                dialect.type(field.getType().getStandardType().name())));
      }
    }
    return Optional.of(columns);
  }

  @Override
  public List<String> tables(String schema, String prefix) {
    return ask(
        () -> {
          List<String> names = new ArrayList<>();
          for (Table table : client.listTables(schema).iterateAll()) {
            if (table.getTableId().getTable().startsWith(prefix)) {
              names.add(table.getTableId().getTable());
            }
          }
          return names;
        });
  }

  /** Something that changes nothing; the client has tried it again if that could help. */
  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (BigQueryException e) {
      throw refusals.problem(e);
    }
  }

  @Override
  public <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) {
    TableResult result = query(configuration(Script.of(sql, parameters)));
    return ask(
        () -> {
          List<T> rows = new ArrayList<>();
          for (FieldValueList values : result.iterateAll()) {
            rows.add(reader.read(new ResultRow(values)));
          }
          return rows;
        });
  }

  private TableResult query(QueryJobConfiguration configuration) {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.query(configuration);
      } catch (BigQueryException e) {
        if (refusals.trouble(e) == Trouble.FINAL || attempt == PASSING_ATTEMPTS) {
          throw refusals.problem(e);
        }
        Pause.upTo(100L << attempt);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for BigQuery");
      }
    }
  }

  private record ResultRow(FieldValueList values) implements Row {
    @Override
    public String text(int column) {
      return values.get(column - 1).isNull() ? null : values.get(column - 1).getStringValue();
    }

    @Override
    public long number(int column) {
      return values.get(column - 1).isNull() ? 0 : values.get(column - 1).getLongValue();
    }

    @Override
    public boolean flag(int column) {
      return !values.get(column - 1).isNull() && values.get(column - 1).getBooleanValue();
    }
  }

  private QueryJobConfiguration configuration(Script script) {
    QueryJobConfiguration.Builder builder =
        QueryJobConfiguration.newBuilder(script.sql())
            .setDefaultDataset(settings.dataset())
            .setUseLegacySql(false)
            .setLabels(settings.labels());
    script
        .parameters()
        .forEach((name, text) -> builder.addNamedParameter(name, QueryParameterValue.string(text)));
    return builder.build();
  }

  @Override
  public boolean transact(Supplier<Transaction> plan, BooleanSupplier done) {
    for (int attempt = 1, passing = 1; ; attempt++) {
      Transaction transaction = plan.get();
      BigQueryError error = carryOut(transaction);
      if (error == null) {
        remove(transaction);
        return true;
      }
      if (String.valueOf(error.getMessage()).contains(Script.UNMET)) {
        return false;
      }
      Trouble trouble = refusals.trouble(error);
      passing += trouble == Trouble.CONFLICT ? 0 : 1;
      if (trouble == Trouble.FINAL || attempt == ATTEMPTS || passing > PASSING_ATTEMPTS) {
        throw refusals.problem(error, null);
      }
      Pause.upTo(trouble == Trouble.CONFLICT ? Math.min(50L * attempt, 2_000) : 200L << passing);
      if (trouble == Trouble.PASSING && done.getAsBoolean()) {
        return true;
      }
    }
  }

  private BigQueryError carryOut(Transaction transaction) {
    BigQueryError error = null;
    if (!transaction.definitions().isEmpty()) {
      error = run("define", Script.of(transaction.definitions()));
    }
    if (error == null && transaction.load() != null) {
      error = load(transaction.load());
    }
    if (error == null && !(transaction.conditions().isEmpty() && transaction.changes().isEmpty())) {
      error = run("change", Script.of(transaction.conditions(), transaction.changes()));
    }
    return error;
  }

  private BigQueryError run(String purpose, Script script) {
    JobInfo info = JobInfo.of(configuration(script));
    return jobs.run(
        "tidemark_" + purpose + "_" + UUID.randomUUID(),
        id -> client.create(info.toBuilder().setJobId(id).build()));
  }

  /** Under a name that the rows decide: whatever is tried again, they are loaded once. */
  private BigQueryError load(Transaction.Load load) {
    if (load.pages().stream().allMatch(page -> page.columns().rows() == 0)) {
      return null;
    }
    byte[] lines = RowLines.of(dialect, load.meta(), load.pages());
    WriteChannelConfiguration configuration =
        WriteChannelConfiguration.newBuilder(TableId.of(load.schema(), load.table()))
            .setFormatOptions(FormatOptions.json())
            .setCreateDisposition(JobInfo.CreateDisposition.CREATE_NEVER)
            .setWriteDisposition(JobInfo.WriteDisposition.WRITE_APPEND)
            .setLabels(settings.labels())
            .build();
    String name = name(load);
    for (int attempt = 1; ; attempt++) {
      BigQueryError error = jobs.run(name + "_" + attempt, id -> send(id, configuration, lines));
      if (error == null
          || refusals.trouble(error) == Trouble.FINAL
          || attempt == PASSING_ATTEMPTS) {
        return error;
      }
      Pause.upTo(200L << attempt);
    }
  }

  private static String name(Transaction.Load load) {
    StringBuilder entries = new StringBuilder(load.schema() + "." + load.table());
    for (StagedPage page : load.pages()) {
      entries.append(' ').append(page.entry().id());
    }
    byte[] text = entries.toString().getBytes(StandardCharsets.UTF_8);
    return "tidemark_load_" + UUID.nameUUIDFromBytes(text);
  }

  private Job send(JobId id, WriteChannelConfiguration configuration, byte[] lines)
      throws IOException {
    TableDataWriteChannel channel = client.writer(id, configuration);
    try (channel) {
      ByteBuffer rest = ByteBuffer.wrap(lines);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
    return channel.getJob();
  }

  /** A staging table that stays is removed with those of the next run, or when it expires. */
  private void remove(Transaction transaction) {
    if (!transaction.removals().isEmpty()) {
      run("remove", Script.of(transaction.removals()));
    }
  }

  @Override
  public QueryResult query(String sql, Object... parameters) {
    Script script = Script.of(sql, parameters);
    String type = statementType(script);
    if (!type.equals("SELECT")) {
      throw Problem.destination(
          settings.identity() + " is open read-only, and this is no query but " + type, null);
    }
    return new BigQueryResult(query(configuration(script)), dialect, refusals);
  }

  /** What BigQuery takes a statement for, without running it. */
  private String statementType(Script script) {
    JobInfo dry = JobInfo.of(configuration(script).toBuilder().setDryRun(true).build());
    QueryStatistics statistics = ask(() -> client.create(dry)).getStatistics();
    return String.valueOf(statistics.getStatementType());
  }

  /** Google's client has nothing to be closed. */
  @Override
  public void close() {}
}
