package dev.tidemark.e2e;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Counters;
import dev.tidemark.source.ListSlices;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.transforms.SliceCoder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Does what a staged pipeline says, with the functions that are in it: arguments are the file it
 * was staged to, where to write counts, and the streams.
 */
final class DataflowWorker {
  static final String COUNTS = "counts.json";

  private static final SerializableCoder<StreamEvent> CODER =
      SerializableCoder.of(StreamEvent.class);

  private DataflowWorker() {}

  /** Starts one, on a machine where no variables are set but where Secret Manager is. */
  static Process start(Path pipeline, Path folder, String secrets) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                DataflowWorker.class.getName(),
                pipeline.toString(),
                folder.resolve(COUNTS).toString(),
                "customers",
                "activities")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile());
    builder.environment().clear();
    builder.environment().put("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", secrets);
    return builder.start();
  }

  /** What workers that write to Postgres are sent. */
  private static String classPath() {
    DestinationRef postgres = DestinationRef.of("postgresql:");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(file -> postgres.needs(Path.of(file)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  public static void main(String[] arguments) throws IOException {
    RunnerApi.Pipeline proto =
        RunnerApi.Pipeline.parseFrom(Files.readAllBytes(Path.of(arguments[0])));
    TupleTag<StreamEvent> events = new TupleTag<>(otherOutput(proto, "ListSlices")) {};
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple listed =
        pipeline
            .apply(Create.of(List.of(arguments).subList(2, arguments.length)))
            .apply(
                "List",
                ParDo.of(DataflowWorker.<String, Slice>function(proto, "ListSlices"))
                    .withOutputTags(ListSlices.MAIN, TupleTagList.of(events)));
    PCollection<StreamEvent> read =
        listed
            .get(ListSlices.MAIN)
            .setCoder(SliceCoder.of())
            .apply(
                "Read",
                ParDo.of(DataflowWorker.<Slice, StreamEvent>function(proto, "ReadAndStage")))
            .setCoder(CODER);
    PCollectionList.of(listed.get(events).setCoder(CODER))
        .and(read)
        .apply(Flatten.pCollections())
        .apply(WithKeys.of(StreamEvent::stream).withKeyType(TypeDescriptors.strings()))
        .apply(GroupByKey.create())
        .apply(
            "Finish",
            ParDo.of(
                DataflowWorker.<KV<String, Iterable<StreamEvent>>, Void>function(
                    proto, "FinishStreams")))
        .setCoder(VoidCoder.of());
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    JsonObject counts = new JsonObject();
    Counters.read(result).forEach(counts::put);
    Files.writeString(Path.of(arguments[1]), counts.toString());
  }

  private static RunnerApi.PTransform step(RunnerApi.Pipeline proto, String name) {
    return proto.getComponents().getTransformsMap().values().stream()
        .filter(
            transform ->
                transform.getUniqueName().startsWith(name)
                    && transform
                        .getSpec()
                        .getUrn()
                        .equals(PTransformTranslation.PAR_DO_TRANSFORM_URN))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // as it was put into the pipeline
  private static <I, O> DoFn<I, O> function(RunnerApi.Pipeline proto, String name)
      throws IOException {
    return (DoFn<I, O>)
        ParDoTranslation.getDoFn(
            RunnerApi.ParDoPayload.parseFrom(step(proto, name).getSpec().getPayload()));
  }

  /** The tag of a step's other output than the slices. */
  private static String otherOutput(RunnerApi.Pipeline proto, String name) {
    return step(proto, name).getOutputsMap().keySet().stream()
        .filter(tag -> !tag.equals(ListSlices.MAIN.getId()))
        .findFirst()
        .orElseThrow();
  }
}
