package dev.tidemark.bench;

import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.manifest.ManifestReport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * How long it takes to compile a manifest, with a config made up from its spec: the first time in a
 * process, and when the process has done it before. One thread does it, and its CPU time counts.
 */
final class CompileBench {
  private static final int ROUNDS = 40;

  private CompileBench() {}

  public static void main(String[] args) {
    for (String file : args) {
      String text = ManifestFile.read(Path.of(file));
      double first = millis(text);
      double[] rounds = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        rounds[i] = millis(text);
      }
      double[] later = Arrays.copyOfRange(rounds, ROUNDS / 2, ROUNDS);
      Arrays.sort(later);
      System.out.printf(
          "%s: %,d KB, CPU time: first %.0f ms, later %.0f ms (%.0f–%.0f)%n",
          file,
          text.length() >> 10,
          first,
          later[later.length / 2],
          later[0],
          later[later.length - 1]);
    }
  }

  private static double millis(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    ManifestReport.of("bench", text, Clock.systemUTC()).refuse("bench");
    return (threads.getCurrentThreadCpuTime() - begin) / 1e6;
  }
}
