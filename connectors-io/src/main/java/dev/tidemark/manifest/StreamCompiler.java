package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.Authenticators;
import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.manifest.file.FileUploader;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.schema.SchemaLoaders;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.slicing.Slicer;
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
   * @param extensions what the manifest says to this engine alone
   * @param jobSlots how many jobs may run at once
   */
  StreamCompiler(Extensions extensions, JobSlots jobSlots) {
    this.retrievers = new RetrieverCompiler(extensions, jobSlots, this::compile);
  }

  /** The stream that a component describes, or null if it can't be. */
  CompiledStream compile(Component component) {
    return streams.make(component);
  }

  private static FileUploader files(Component stream) {
    FileUploader files =
        stream
            .optional("file_uploader")
            .map(
                Registry.<FileUploader>of("a file uploader")
                        .with("FileUploader", c -> FileUploader.compile(c, Authenticators::of))
                    ::make)
            .orElse(null);
    return files == null ? FileUploader.NONE : files;
  }

  private CompiledStream stream(Component component) {
    String name = component.text("name", "");
    if (name.isEmpty()) {
      component.flaw("name", "is missing; the stream needs a name");
    }
    PrimaryKey key = PrimaryKey.of(component);
    RecordSchema schema = SchemaLoaders.compile(component, c -> auxiliary(c, name));
    List<Transformation> transformations =
        new ArrayList<>(Transformation.REGISTRY.makeAll(component.children("transformations")));
    transformations.addAll(key.transformations());
    Cursor cursor = component.optional("incremental_sync").map(Cursor.REGISTRY::make).orElse(null);
    RetrieverCompiler.Subject subject =
        new RetrieverCompiler.Subject(
            name, schema, key.fields(), cursor, List.copyOf(transformations), files(component));
    Retriever retriever = retrievers.compile(component.child("retriever"), subject);
    if (retriever == null) {
      return null;
    }
    Slicer slicer = retriever.slicer();
    String field = cursor == null ? null : cursor.field();
    JsonObject known = key.within(schema.known().orElseGet(JsonObject::new));
    StreamSpec spec = StreamSpec.of(name, known, key.fields(), field);
    return new CompiledStream(
        slicer.isGlobal() ? spec.withGlobalCursor() : spec,
        schema,
        key,
        retriever,
        slicer.state(StateMigrations.of(component, cursor, slicer)));
  }

  /**
   * What reads records that are no stream, but tell something of streams.
   *
   * @param name what they are read for
   */
  Retriever auxiliary(Component component, String name) {
    return retrievers.compile(component, RetrieverCompiler.Subject.auxiliary(name));
  }
}
