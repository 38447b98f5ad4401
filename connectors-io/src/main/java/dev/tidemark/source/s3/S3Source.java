package dev.tidemark.source.s3;

import dev.tidemark.http.Account;
import dev.tidemark.http.Budget;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.Crew;
import dev.tidemark.s3.Refusals;
import dev.tidemark.s3.S3Clients;
import dev.tidemark.s3.StoredObject;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Wishes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket as a source: streams are what its config says. */
final class S3Source implements Source {
  private final S3Config config;
  private final Wishes wishes;
  private final S3Clients clients;
  private final Account account;
  private final Crew crew = new Crew();
  private final Map<String, FilesReader> readers = new ConcurrentHashMap<>();

  /** Schemas of what is in the files, as they were when they were last asked for. */
  private final Map<String, JsonObject> known = new ConcurrentHashMap<>();

  S3Source(S3Config config, Network network, List<Rate> budget, Wishes wishes) {
    this.config = config;
    this.wishes = wishes;
    this.clients = new S3Clients(config.access(), network);
    this.account =
        Account.shared(
            "s3:" + config.access() + "/" + config.bucket(), Budget.of(budget), Time.SYSTEM);
  }

  @Override
  public List<StreamSpec> streams() {
    known.clear();
    if (config.streams().isEmpty()) {
      throw Problem.config(
          "streams: there are none; 'tidemark preview JOB PREFIX' guesses what one might be");
    }
    return config.streams().stream().map(this::spec).toList();
  }

  @Override
  public StreamSpec stream(String name) {
    return spec(named(name));
  }

  private StreamSpec spec(FileStream stream) {
    JsonObject schema = Records.schema(schema(stream));
    return StreamSpec.of(stream.name(), schema, stream.primaryKey(), SourceFile.MODIFIED)
        .withOrigin(SourceFile.URL);
  }

  private JsonObject schema(FileStream stream) {
    return known.computeIfAbsent(
        stream.name(),
        name -> {
          if (config.transfer() != null) {
            return FileTransfer.SCHEMA;
          }
          Bucket bucket = bucket(new CallStats());
          return new Discovery(stream, files(bucket, stream), new Contents(bucket), crew).schema();
        });
  }

  @Override
  public Optional<String> guess(String prefix) {
    boolean isStream = config.streams().stream().anyMatch(s -> s.name().equals(prefix));
    return isStream
        ? Optional.empty()
        : Optional.of(new Guess(bucket(new CallStats()), crew).of(prefix));
  }

  /** Lists until each stream has a file, and asks for the first byte of that. */
  @Override
  public void check() {
    for (FileStream stream : config.streams()) {
      Bucket bucket = bucket(new CallStats());
      Files files = files(bucket, stream);
      String from = null;
      do {
        Files.Page page = files.next(from);
        from = page.following();
        if (!page.files().isEmpty()) {
          touch(bucket, page.files().get(0).object());
          from = null;
        } else if (from == null) {
          throw Problem.config(
              "stream "
                  + stream.name()
                  + ": bucket "
                  + config.bucket()
                  + " has no files that match its globs"
                  + (config.start() == null ? "" : " and are not older than the start_date"));
        }
      } while (from != null);
    }
  }

  private static void touch(Bucket bucket, StoredObject object) {
    try (InputStream first = bucket.open(object, 0, 1)) {
      if (first.read() < 0 && object.size() > 0) {
        throw Problem.source(
            object.key() + ": it has no content, although it was listed with some");
      }
    } catch (IOException e) {
      throw Problem.source(object.key() + ": it can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public StreamReader reader(String stream) {
    return readers.computeIfAbsent(stream, name -> newReader(named(name)));
  }

  private FilesReader newReader(FileStream stream) {
    CallStats stats = new CallStats();
    Bucket bucket = bucket(stats);
    Contents contents = new Contents(bucket);
    Files files = files(bucket, stream);
    FileTransfer transfer =
        config.transfer() == null
            ? null
            : new FileTransfer(
                config.transfer(), wishes.folder().orElse(null), stream.name(), bucket);
    return new FilesReader(
        stream,
        () -> spec(stream),
        () -> schema(stream),
        files,
        new Slices(stream, files, contents, crew),
        contents,
        transfer,
        crew,
        stats);
  }

  private Files files(Bucket bucket, FileStream stream) {
    return new Files(bucket, stream.globs(), config.start(), config.transfer() == null, crew);
  }

  private Bucket bucket(CallStats stats) {
    return new Bucket(
        clients.s3(config.bucket(), new Meter(account, stats)),
        new Refusals(config.bucket(), Problem.Kind.SOURCE),
        config.access().requesterPays());
  }

  private FileStream named(String name) {
    return Source.named(name, config.streams(), FileStream::name);
  }
}
