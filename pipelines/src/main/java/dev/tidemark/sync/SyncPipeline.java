package dev.tidemark.sync;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.ListSlices;
import dev.tidemark.source.ReadPages;
import dev.tidemark.source.SourceRef;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.transforms.SliceCoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The pipeline of a sync: list slices, read and stage each, finish each stream. Slices are spread
 * over the workers; records never travel between steps.
 */
final class SyncPipeline {
  private static final TupleTag<StreamEvent> EVENTS = new TupleTag<>() {};

  private SyncPipeline() {}

  /**
   * @param concurrency how many slices are read at once
   * @param readers the same if that may be in several processes; 0 if it is in one
   */
  static void build(
      Pipeline pipeline,
      String sync,
      SourceRef source,
      DestinationRef destination,
      List<StreamPlan> plans,
      StagePages staging,
      int concurrency,
      int readers) {
    Map<String, StreamPlan> byStream = new LinkedHashMap<>();
    Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
    Map<String, Span> spans = new HashMap<>();
    for (StreamPlan plan : plans) {
      byStream.put(plan.stream(), plan);
      tidemarks.put(plan.stream(), plan.tidemark());
      spans.put(plan.stream(), plan.span());
    }
    List<Slice> shared = source.open().shared(tidemarks).stream().toList();
    List<String> sharing =
        shared.stream().flatMap(slice -> slice.together().stream().map(Slice::stream)).toList();
    List<String> alone = byStream.keySet().stream().filter(s -> !sharing.contains(s)).toList();
    PCollectionTuple listed =
        pipeline
            .apply("Streams", Create.of(alone).withCoder(StringUtf8Coder.of()))
            .apply("SpreadStreams", Reshuffle.viaRandomKey())
            .apply(
                "ListSlices",
                ParDo.of(new ListSlices(source, spans, EVENTS, concurrency, readers))
                    .withOutputTags(ListSlices.MAIN, TupleTagList.of(EVENTS)));
    PCollection<Slice> slices = listed.get(ListSlices.MAIN).setCoder(SliceCoder.of());
    PCollection<StreamEvent> read =
        PCollectionList.of(slices)
            .and(pipeline.apply("SharedSlices", Create.of(shared).withCoder(SliceCoder.of())))
            .apply("AllSlices", Flatten.pCollections())
            .apply("SpreadSlices", Reshuffle.viaRandomKey())
            .apply("ReadAndStage", ParDo.of(new ReadPages<>(source, staging, readers)))
            .setCoder(events());
    PCollection<StreamEvent> sharers =
        pipeline.apply(
            "SharingStreams",
            Create.of(sharing.stream().map(stream -> StreamEvent.listed(stream, 1)).toList())
                .withCoder(events()));
    PCollectionList.of(listed.get(EVENTS).setCoder(events()))
        .and(sharers)
        .and(read)
        .apply("AllEvents", Flatten.pCollections())
        .apply("ByStream", WithKeys.of(StreamEvent::stream).withKeyType(TypeDescriptors.strings()))
        .apply("OfOneStream", GroupByKey.create())
        .apply("FinishStreams", ParDo.of(new FinishStreams(sync, destination, byStream)));
  }

  private static SerializableCoder<StreamEvent> events() {
    return SerializableCoder.of(StreamEvent.class);
  }
}
