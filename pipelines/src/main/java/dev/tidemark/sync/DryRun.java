package dev.tidemark.sync;

import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.FileStagingOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * What a sync would hand to its runner; nobody has been asked for it, so it is the same whatever
 * there is to read.
 *
 * @param runner which runner
 * @param name what the pipeline would be called
 * @param isEndless whether it would go on until it is stopped
 * @param streams the selected streams; empty for all
 * @param steps names of the pipeline's steps
 * @param files what would be sent to the workers
 * @param options the runner's options, secrets masked
 */
public record DryRun(
    String runner,
    String name,
    boolean isEndless,
    List<String> streams,
    List<String> steps,
    List<Path> files,
    Map<String, String> options) {
  /** What is shown in the place of a sync's id. */
  public static final String ID = "12345678";

  /**
   * @param pipeline what would be carried out
   * @param options what it would be carried out with
   */
  public static DryRun of(
      Launch launch, boolean isEndless, Pipeline pipeline, PipelineOptions options) {
    return new DryRun(
        launch.runner().name(),
        options.getJobName(),
        isEndless,
        launch.job().streams().stream().map(StreamChoice::name).toList(),
        steps(pipeline),
        files(options),
        shown(options));
  }

  private static List<String> steps(Pipeline pipeline) {
    List<String> steps = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            add(node);
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(Node node) {
            add(node);
          }

          private void add(Node node) {
            if (!node.isRootNode() && node.getEnclosingNode().isRootNode()) {
              steps.add(node.getFullName());
            }
          }
        });
    return steps;
  }

  private static List<Path> files(PipelineOptions options) {
    List<String> files = options.as(FileStagingOptions.class).getFilesToStage();
    return files == null ? List.of() : files.stream().map(Path::of).filter(Files::exists).toList();
  }

  private static Map<String, String> shown(PipelineOptions options) {
    Map<String, String> shown = new TreeMap<>();
    for (DisplayData.Item item : DisplayData.from(options).items()) {
      if (!item.getKey().equals("filesToStage")) {
        shown.put(item.getKey(), Masking.mask(String.valueOf(item.getValue())));
      }
    }
    return shown;
  }

  public JsonObject toJson() {
    JsonObject said = new JsonObject();
    options.forEach(said::put);
    return JsonObject.of(
        "type", "dry_run",
        "runner", runner,
        "name", name,
        "endless", isEndless,
        "streams", streams,
        "steps", steps,
        "files", files.stream().map(Path::toString).toList(),
        "options", said);
  }
}
