package dev.tidemark.sync;

import dev.tidemark.problem.Problem;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Options of Beam's own that whoever starts a sync may set, beside those that a sync decides. */
public final class BeamOptions {
  private static final Set<String> OURS = Set.of("runner", "streaming", "jobName", "filesToStage");

  private BeamOptions() {}

  /**
   * The same options, of which all exist and may be set.
   *
   * @param given values by Beam's names
   * @param decided names of options that something else says, and what does
   * @throws Problem if there is no such option, or it can't have such a value
   */
  public static Map<String, String> checked(
      Map<String, String> given,
      Class<? extends PipelineOptions> type,
      Map<String, String> decided) {
    for (String name : given.keySet()) {
      String by = OURS.contains(name) ? "the sync" : decided.get(name);
      if (by != null) {
        throw Problem.config("--runner-option " + name + " can't be set: " + by + " decides it");
      }
    }
    if (!given.isEmpty()) {
      try {
        of(given, type);
      } catch (RuntimeException e) {
        throw Problem.config("--runner-option: " + inWords(e));
      }
    }
    return Map.copyOf(given);
  }

  private static String inWords(RuntimeException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("Class interface \\S+ missing a property named", "there is no");
  }

  /** Options with these values. */
  public static <T extends PipelineOptions> T of(Map<String, String> given, Class<T> type) {
    String[] arguments =
        given.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(arguments).as(type);
  }
}
