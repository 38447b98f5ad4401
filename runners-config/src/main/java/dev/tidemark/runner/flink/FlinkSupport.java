package dev.tidemark.runner.flink;

import com.google.auto.service.AutoService;
import dev.tidemark.sync.RunnerSupport;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A Flink inside this process; batch mode, because a sync has an end. */
@AutoService(RunnerSupport.class)
public final class FlinkSupport implements RunnerSupport {
  @Override
  public String name() {
    return "flink";
  }

  @Override
  public boolean isDistributed() {
    return false;
  }

  @Override
  public PipelineOptions options(int concurrency) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(concurrency);
    options.setAttachedMode(true);
    return options;
  }
}
