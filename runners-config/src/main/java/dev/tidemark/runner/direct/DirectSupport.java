package dev.tidemark.runner.direct;

import com.google.auto.service.AutoService;
import dev.tidemark.sync.BeamOptions;
import dev.tidemark.sync.RunnerSupport;
import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.PacedDirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** The default: everything in this process. */
@AutoService(RunnerSupport.class)
public final class DirectSupport implements RunnerSupport {
  private static final Map<String, String> DECIDED = Map.of("targetParallelism", "concurrency");

  private final Map<String, String> given;

  /** For {@code ServiceLoader}. */
  public DirectSupport() {
    this(Map.of());
  }

  private DirectSupport(Map<String, String> given) {
    this.given = given;
  }

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public RunnerSupport with(Map<String, String> settings, Map<String, String> options) {
    return new DirectSupport(BeamOptions.checked(options, DirectOptions.class, DECIDED));
  }

  @Override
  public boolean isDistributed() {
    return false;
  }

  @Override
  public boolean recovers() {
    return false;
  }

  /**
   * As many threads as slices are to be read at once: reads wait for the network, not for a core.
   * The checks by which DirectRunner finds faulty pipelines would copy every value, so they are
   * off.
   */
  @Override
  public PipelineOptions options(int concurrency) {
    DirectOptions options = BeamOptions.of(given, DirectOptions.class);
    options.setRunner(PacedDirectRunner.class);
    options.setTargetParallelism(Math.max(2, concurrency));
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    options.setBlockOnRun(false);
    return options;
  }
}
