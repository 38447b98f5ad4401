package dev.tidemark.cli;

import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import dev.tidemark.sync.DryRun;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncJob;
import dev.tidemark.sync.SyncListener;
import dev.tidemark.sync.SyncReport;
import dev.tidemark.sync.follow.Following;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Syncs: the main job. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = "Bring what is new from the source to the destination.")
final class SyncCommand implements Callable<Integer> {
  @Mixin JobOption job;

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "NAME",
      description = "Only these of the job's streams.")
  List<String> streams = List.of();

  @Option(
      names = "--full-refresh",
      description = "Read everything again and replace the tables by it.")
  boolean fullRefresh;

  @Mixin RunnerOption runner;

  @Option(names = "--dry-run", description = "Start nothing; print what the runner would be given.")
  boolean dryRun;

  @Option(
      names = "--continuous",
      description = "Go on, and bring what is new as it comes, until stopped by Ctrl-C or SIGTERM.")
  boolean continuous;

  @Option(
      names = "--metrics-port",
      paramLabel = "[HOST:]PORT",
      description = "Serve counts and lag to Prometheus; on the loopback interface without HOST.")
  String metrics;

  @Option(
      names = "--log",
      paramLabel = "FORM",
      description = "How messages look: text (default) or json, an object a line.")
  Log log = Log.TEXT;

  /** How messages look. */
  enum Log {
    TEXT,
    JSON
  }

  @Option(names = "--json", description = "Print progress and result as one JSON object a line.")
  boolean json;

  @Override
  public Integer call() {
    try (Job loaded = job.load()) {
      SyncJob syncJob = selected(loaded.syncJob());
      boolean endless = continuous || loaded.isContinuous();
      if (dryRun) {
        rehearse(syncJob, endless);
        return Main.OK;
      }
      loaded.prepare();
      if (loaded.isDemo() && !json) {
        System.err.println(
            syncJob.source().name()
                + " is played by a simulator in this process: no account is needed.");
      }
      try (MetricsPage page =
          metrics == null ? null : MetricsPage.at(metrics, syncJob.connection())) {
        SyncListener listener = page == null ? listener() : SyncListener.both(listener(), page);
        SyncReport report =
            run(new Sync(syncJob, runner.support(), fullRefresh, listener), endless);
        if (json) {
          Output.say(report.toJson().toString());
        } else {
          summary(report, loaded, endless);
        }
        return report.exitCode();
      }
    }
  }

  @SuppressWarnings("try") // it acts by being there
  private static SyncReport run(Sync sync, boolean endless) {
    try (Stopping stopping = endless ? Stopping.inOrder(sync) : Stopping.atEnd(sync)) {
      return endless ? new Following(sync).run() : sync.run();
    }
  }

  private SyncListener listener() {
    if (json) {
      return new JsonProgress();
    }
    return log == Log.JSON ? new LogProgress() : SyncProgress.forThisOutput();
  }

  private void rehearse(SyncJob syncJob, boolean endless) {
    Sync sync = new Sync(syncJob, runner.support(), fullRefresh, SyncListener.SILENT);
    List<DryRun> runs = endless ? new Following(sync).rehearse() : List.of(sync.rehearse());
    if (json) {
      runs.forEach(run -> Output.say(run.toJson().toString()));
    } else {
      DryRunText.say(runs);
    }
  }

  private SyncJob selected(SyncJob syncJob) {
    if (streams.isEmpty()) {
      return syncJob;
    }
    List<StreamChoice> choices = new ArrayList<>();
    for (String name : streams) {
      choices.add(
          syncJob.streams().stream()
              .filter(choice -> choice.name().equals(name))
              .findFirst()
              .orElse(StreamChoice.of(name)));
    }
    return syncJob.withStreams(choices);
  }

  private void summary(SyncReport report, Job loaded, boolean endless) {
    TextTable table =
        new TextTable("STREAM", "STATUS", "RECORDS", "RECEIVED", "REQUESTS", "WAITED", "TOOK");
    for (StreamReport stream : report.streams()) {
      table.row(
          stream.stream(),
          stream.status().name().toLowerCase(Locale.ROOT),
          Amounts.count(stream.records()),
          Amounts.bytes(stream.bytes()),
          Amounts.count(stream.requests()),
          Amounts.seconds(stream.waitedMillis()),
          Amounts.seconds(stream.millis()));
    }
    Output.say(table.toString());
    for (StreamReport stream : report.streams()) {
      if (stream.error() != null) {
        System.err.println("error: " + stream.stream() + ": " + stream.error());
      }
      if (stream.note() != null) {
        System.err.println("note: " + stream.stream() + " " + stream.note());
      }
      if (stream.ignored() > 0) {
        System.err.println(
            "warning: "
                + stream.stream()
                + ": "
                + Amounts.count(stream.ignored())
                + " parts were left out, because the source refuses them or has them no more");
      }
      if (stream.deadLetters() > 0) {
        System.err.println(
            "note: "
                + stream.stream()
                + ": "
                + Amounts.count(stream.deadLetters())
                + " records could not become rows; see the table _tidemark_dead_letters");
      }
    }
    Output.say("\n" + conclusion(report, loaded, endless));
  }

  private String conclusion(SyncReport report, Job loaded, boolean endless) {
    String where = loaded.syncJob().destination().url();
    if (runner.detach) {
      return "Left running. `./tidemark state " + job.file + "` shows how far it has come.";
    }
    String done =
        Amounts.count(report.records())
            + " records into "
            + where
            + " in "
            + Amounts.seconds(report.millis())
            + ".";
    if (endless) {
      return "Stopped: " + done + " Run it again to go on from there.";
    }
    if (report.interrupted()) {
      return "Interrupted: " + done + " What is committed stays; run it again to go on from there.";
    }
    if (report.exitCode() != 0) {
      return done + " What failed is read again by the next sync, from where it stopped.";
    }
    return loaded.isDemo() ? done + next(report, job.file) : done;
  }

  private static String next(SyncReport report, Path file) {
    String table = report.streams().get(0).stream();
    return "\n\nNext:\n  ./tidemark query "
        + file
        + " \"SELECT * FROM "
        + table
        + " LIMIT 5\"\n  ./tidemark sync "
        + file
        + "        # again: only what is new";
  }

  /** Prints progress as JSON lines. */
  private static final class JsonProgress implements SyncListener {
    @Override
    public void planned(List<StreamPlan> plans) {
      for (StreamPlan plan : plans) {
        Output.say(
            JsonObject.of(
                    "type", "plan",
                    "stream", plan.stream(),
                    "strategy", plan.run().strategy().name().toLowerCase(Locale.ROOT),
                    "resumed", plan.resumed(),
                    "tidemark", plan.tidemark().toReport())
                .toString());
      }
    }

    @Override
    public void progress(List<StreamReport> streams) {
      // The result says it all; a line several times a second would only have to be thrown away.
    }
  }
}
