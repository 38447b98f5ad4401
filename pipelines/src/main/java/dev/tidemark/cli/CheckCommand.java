package dev.tidemark.cli;

import dev.tidemark.http.Masking;
import dev.tidemark.job.Job;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.sync.StreamChoice;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sees whether a job could run: config, credentials, destination. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "See whether the config is valid, the credentials accepted, the destination there.")
final class CheckCommand implements Callable<Integer> {
  @Mixin JobOption job;

  @Option(names = "--json", description = "Print the outcome as JSON.")
  boolean json;

  @Override
  public Integer call() {
    try (Job loaded = job.load()) {
      check(loaded);
    } catch (Problem problem) {
      if (json) {
        print(false, problem.getMessage());
        return Main.exitCode(problem.kind());
      }
      throw problem;
    }
    if (json) {
      print(true, null);
    } else {
      Output.say("ok: config, credentials and destination");
    }
    return Main.OK;
  }

  /** Source and destination are looked at side by side: each takes its time. */
  private static void check(Job job) {
    CompletableFuture<Void> destination =
        CompletableFuture.runAsync(
            () -> {
              var ref = job.syncJob().destination();
              ref.provider().check(ref);
            });
    Source source = job.source();
    for (StreamChoice choice : job.syncJob().streams()) {
      source.stream(choice.name());
    }
    source.check();
    try {
      destination.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Problem problem ? problem : e;
    }
  }

  private static void print(boolean ok, String error) {
    Output.say(JsonObject.of("type", "check", "ok", ok, "error", Masking.mask(error)).toString());
  }
}
