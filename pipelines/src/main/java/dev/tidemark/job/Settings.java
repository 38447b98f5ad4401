package dev.tidemark.job;

import com.google.auto.value.AutoValue;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a job may say beside source and config; empty where it says nothing. */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // its makers hand in unmodifiable lists
public abstract class Settings {
  public static final Settings DEFAULT =
      new AutoValue_Settings.Builder()
          .streams(List.of())
          .destinationOptions(SealedConfig.EMPTY)
          .budget(List.of())
          .network(Network.DIRECT)
          .pace(Pace.USUAL)
          .continuous(false)
          .build();

  /** Names the job's progress in the destination; by default as the source. */
  public abstract Optional<String> connection();

  /** The selected streams; empty for all. */
  public abstract List<StreamChoice> streams();

  /** URL of where data goes; by default a DuckDB file named after the source. */
  public abstract Optional<String> destination();

  /** What is said of the destination beside its URL. */
  public abstract SealedConfig destinationOptions();

  /** Schema that the tables are in. */
  public abstract Optional<String> schema();

  /** What the names of tables begin with. */
  public abstract Optional<String> tablePrefix();

  /** How rows enter tables. */
  public abstract Optional<WriteMode> write();

  /** Whether rows whose records are gone are removed. */
  public abstract Optional<Boolean> hardDelete();

  /** What becomes of objects in records. */
  public abstract Optional<Nested> nested();

  /** What happens to data without a column. */
  public abstract Optional<Contract> contract();

  /** What the names of the meta columns begin with. */
  public abstract Optional<String> metaPrefix();

  /** How many slices are read at once. */
  public abstract Optional<Integer> concurrency();

  /** What the account may spend. */
  public abstract List<Rate> budget();

  /** The folder for files that belong to records. */
  public abstract Optional<Path> files();

  /** How requests leave this machine. */
  public abstract Network network();

  /** How often a continuous sync asks and commits. */
  public abstract Pace pace();

  /** Whether a sync goes on without being told to. */
  public abstract boolean continuous();

  public abstract Builder toBuilder();

  /** Changes some of the settings. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder connection(Optional<String> name);

    public abstract Builder streams(List<StreamChoice> choices);

    public abstract Builder destination(Optional<String> url);

    public abstract Builder destinationOptions(SealedConfig options);

    public abstract Builder schema(Optional<String> name);

    public abstract Builder tablePrefix(Optional<String> prefix);

    public abstract Builder write(Optional<WriteMode> mode);

    public abstract Builder hardDelete(Optional<Boolean> removes);

    public abstract Builder nested(Optional<Nested> nested);

    public abstract Builder contract(Optional<Contract> contract);

    public abstract Builder metaPrefix(Optional<String> prefix);

    public abstract Builder concurrency(Optional<Integer> slices);

    public abstract Builder budget(List<Rate> rates);

    public abstract Builder files(Optional<Path> folder);

    public abstract Builder network(Network network);

    public abstract Builder pace(Pace pace);

    public abstract Builder continuous(boolean goesOn);

    public abstract Settings build();
  }
}
