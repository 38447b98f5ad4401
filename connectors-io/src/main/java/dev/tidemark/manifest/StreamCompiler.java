package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.DatetimeCursor;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.model.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/** Compiles the streams of a manifest. */
final class StreamCompiler {
  private final RetrieverCompiler retrievers;
  private final Registry<CompiledStream> streams =
      Registry.<CompiledStream>of("a stream")
          .with("DeclarativeStream", this::stream)
          .without("StateDelegatingStream", "ConditionalStreams");

  /**
   * @param strictPaths whether an answer without the path of its records is an error
   * @param jobSlots how many jobs may run at once
   */
  StreamCompiler(boolean strictPaths, JobSlots jobSlots) {
    this.retrievers = new RetrieverCompiler(strictPaths, jobSlots, this::compile);
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
    PrimaryKey key = PrimaryKey.of(component);
    JsonObject schema = key.within(Schemas.of(component));
    List<Transformation> transformations =
        new ArrayList<>(Transformation.REGISTRY.makeAll(component.children("transformations")));
    transformations.addAll(key.transformations());
    DatetimeCursor cursor =
        component.optional("incremental_sync").map(DatetimeCursor.REGISTRY::make).orElse(null);
    RetrieverCompiler.Subject subject =
        new RetrieverCompiler.Subject(name, schema, cursor, List.copyOf(transformations));
    Retriever retriever = retrievers.compile(component.child("retriever"), subject);
    String field = cursor == null ? null : cursor.field();
    return new CompiledStream(StreamSpec.of(name, schema, key.fields(), field), retriever);
  }
}
