package dev.tidemark.cli;

import dev.tidemark.sync.DryRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a sync would do, for people. */
final class DryRunText {
  private DryRunText() {}

  static void say(List<DryRun> runs) {
    Output.say("Nothing is started. With --runner " + runs.get(0).runner() + " it would be:");
    runs.forEach(DryRunText::say);
  }

  private static void say(DryRun run) {
    if (run.isEndless()) {
      Output.say("\nand when that is done, until it is stopped:");
    }
    Output.say("\nJob     " + run.name() + "   (the number is another one each time)");
    Output.say("Streams " + (run.streams().isEmpty() ? "all" : String.join(", ", run.streams())));
    Output.say("\nSteps");
    run.steps().forEach(step -> Output.say("  " + step));
    if (!run.options().isEmpty()) {
      TextTable options = new TextTable("OPTION", "VALUE");
      run.options().forEach(options::row);
      Output.say("\n" + options);
    }
    if (!run.files().isEmpty()) {
      files(run.files());
    }
  }

  private static void files(List<Path> files) {
    TextTable table = new TextTable("FILE", "SIZE");
    long all = 0;
    for (Path file : files) {
      long size = size(file);
      all += size;
      table.row(file.getFileName().toString(), Amounts.bytes(size));
    }
    Output.say("\n" + table);
    Output.say(files.size() + " files, " + Amounts.bytes(all) + ", sent where they are not yet");
  }

  private static long size(Path file) {
    try (Stream<Path> walk = Files.walk(file)) {
      long size = 0;
      for (Path part : walk.filter(Files::isRegularFile).toList()) {
        size += Files.size(part);
      }
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
