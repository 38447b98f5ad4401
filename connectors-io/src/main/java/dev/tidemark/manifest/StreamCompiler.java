package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.Authenticators;
import dev.tidemark.manifest.cursor.DatetimeCursor;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.partition.Routers;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.JsonDecoder;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.model.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles the streams of a manifest. */
final class StreamCompiler {
  private final boolean strictPaths;
  private final Registry<CompiledStream> streams =
      Registry.<CompiledStream>of("a stream")
          .with("DeclarativeStream", this::stream)
          .without("StateDelegatingStream", "ConditionalStreams");

  StreamCompiler(boolean strictPaths) {
    this.strictPaths = strictPaths;
  }

  /** The stream that a component describes, or null if it can't be. */
  CompiledStream compile(Component component) {
    return streams.make(component);
  }

  private CompiledStream stream(Component component) {
    for (String later : List.of("state_migrations", "file_uploader")) {
      if (!component.items(later).isEmpty()) {
        component.flaw(later, "is not supported yet");
      }
    }
    String name = component.text("name", "");
    if (name.isEmpty()) {
      component.flaw("name", "is missing; the stream needs a name");
    }
    JsonObject schema = Schemas.of(component);
    DatetimeCursor cursor =
        component.optional("incremental_sync").map(DatetimeCursor.REGISTRY::make).orElse(null);
    Registry<Retriever> retrievers =
        Registry.<Retriever>of("a retriever")
            .with("SimpleRetriever", r -> retriever(component, name, schema, cursor, r))
            .without("AsyncRetriever");
    Retriever retriever = retrievers.make(component.child("retriever"));
    String field = cursor == null ? null : cursor.field();
    return new CompiledStream(
        StreamSpec.of(name, schema, PrimaryKeys.of(component), field), retriever);
  }

  private Retriever retriever(
      Component stream,
      String name,
      JsonObject schema,
      DatetimeCursor cursor,
      Component component) {
    if (component.has("pagination_reset")) {
      component.flaw("pagination_reset", "is not supported yet");
    }
    PartitionRouter router = Routers.compile(component, this::compile);
    RecordSelector.Setting setting =
        new RecordSelector.Setting(
            decoder(component),
            Transformation.REGISTRY.makeAll(stream.children("transformations")),
            schema,
            strictPaths,
            cursor != null && cursor.filtersItself());
    Component requester = component.child("requester");
    return new Retriever(
        requester(requester, router),
        errors(requester),
        component.optional("paginator").map(Paginator.REGISTRY::make).orElse(Paginator.NONE),
        RecordSelector.registry(setting).make(component.child("record_selector")),
        new Slicer(name, router, cursor),
        component.flag("ignore_stream_slicer_parameters_on_paginated_requests"),
        strictPaths);
  }

  private static Decoder decoder(Component retriever) {
    return retriever.optional("decoder").map(Decoder.REGISTRY::make).orElse(JsonDecoder.INSTANCE);
  }

  private static Requester requester(Component component, PartitionRouter router) {
    List<String> extra = new ArrayList<>(router.extraNames());
    Set<String> names = Names.plus(Names.REQUEST, extra.toArray(new String[0]));
    return Registry.<Requester>of("a requester")
        .with("HttpRequester", c -> Requester.compile(c, names, Authenticators.REGISTRY))
        .make(component);
  }

  private static ErrorHandler errors(Component requester) {
    return requester
        .optional("error_handler")
        .map(ErrorHandler.REGISTRY::make)
        .orElse(ErrorHandler.DEFAULT);
  }
}
