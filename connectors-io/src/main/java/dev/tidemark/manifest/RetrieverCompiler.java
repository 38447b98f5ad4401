package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.Authenticators;
import dev.tidemark.manifest.cursor.DatetimeCursor;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.partition.ParentStream;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.partition.Routers;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Decoders;
import dev.tidemark.manifest.response.JsonDecoder;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.retriever.SimpleRetriever;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.transform.Transformation;
import java.util.Set;
import java.util.function.Function;

/** Compiles the retrievers of a manifest. */
final class RetrieverCompiler {
  private final boolean strictPaths;
  private final Function<Component, ParentStream> streams;

  /**
   * @param strictPaths whether an answer without the path of its records is an error
   * @param streams compiles parent streams
   */
  RetrieverCompiler(boolean strictPaths, Function<Component, ParentStream> streams) {
    this.strictPaths = strictPaths;
    this.streams = streams;
  }

  /**
   * The stream that a retriever reads.
   *
   * @param component describes it
   * @param name of it
   * @param schema of its records
   * @param cursor of it, or null
   */
  record Subject(Component component, String name, JsonObject schema, DatetimeCursor cursor) {
    Component retriever() {
      return component.child("retriever");
    }
  }

  /** What reads the stream, or null if that can't be made. */
  Retriever compile(Subject stream) {
    return Registry.<Retriever>of("a retriever")
        .with("SimpleRetriever", component -> simple(component, stream))
        .without("AsyncRetriever")
        .make(stream.retriever());
  }

  private Retriever simple(Component component, Subject stream) {
    if (component.has("pagination_reset")) {
      component.flaw("pagination_reset", "is not supported yet");
    }
    PartitionRouter router = Routers.compile(component, streams);
    return new SimpleRetriever(
        endpoint(component.child("requester"), router),
        component.optional("paginator").map(Paginator.REGISTRY::make).orElse(Paginator.NONE),
        selector(component, stream),
        new Slicer(stream.name(), router, stream.cursor()),
        component.flag("ignore_stream_slicer_parameters_on_paginated_requests"),
        strictPaths);
  }

  private RecordSelector selector(Component retriever, Subject stream) {
    DatetimeCursor cursor = stream.cursor();
    RecordSelector.Setting setting =
        new RecordSelector.Setting(
            decoder(retriever),
            Transformation.REGISTRY.makeAll(stream.component().children("transformations")),
            stream.schema(),
            strictPaths,
            cursor != null && cursor.filtersItself());
    return RecordSelector.registry(setting).make(retriever.child("record_selector"));
  }

  private static Decoder decoder(Component retriever) {
    return retriever.optional("decoder").map(Decoders.REGISTRY::make).orElse(JsonDecoder.INSTANCE);
  }

  private static Endpoint endpoint(Component requester, PartitionRouter router) {
    Set<String> names = Names.plus(Names.REQUEST, router.extraNames().toArray(new String[0]));
    return Endpoint.compile(requester, names, Authenticators::of);
  }
}
