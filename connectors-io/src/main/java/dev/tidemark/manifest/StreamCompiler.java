package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.Authenticators;
import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.manifest.file.FileUploader;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.retriever.DelegatingRetriever;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.schema.SchemaLoaders;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.source.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the streams of a manifest. */
final class StreamCompiler {
  private final Wishes wishes;
  private final RetrieverCompiler retrievers;
  private final Registry<CompiledStream> streams =
      Registry.<CompiledStream>of("a stream")
          .with("DeclarativeStream", this::stream)
          .with("StateDelegatingStream", this::delegating);

  /**
   * @param extensions what the manifest says to this engine alone
   * @param jobSlots how many jobs may run at once
   * @param wishes what is wanted of the streams
   */
  StreamCompiler(Extensions extensions, JobSlots jobSlots, Wishes wishes) {
    this.wishes = wishes;
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
    Cursor cursor =
        component
            .optional("incremental_sync")
            .map(Cursor.registry(wishes.cursor(name))::make)
            .orElse(null);
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
        slicer.state(StateMigrations.of(component, cursor, slicer)),
        component.trace());
  }

  /** A stream that is read in one way at first, and in another way from then on. */
  private CompiledStream delegating(Component component) {
    Component whole = component.child("full_refresh_stream");
    Component changes = component.child("incremental_stream");
    String name = component.text("name", "");
    for (Component each : List.of(whole, changes)) {
      if (!each.isMissing() && !each.text("name", "").equals(name)) {
        each.flaw("name", "must be '" + name + "', as that of the StateDelegatingStream");
      }
    }
    CompiledStream full = compile(whole);
    CompiledStream incremental = compile(changes);
    Optional<IsoDuration> retention = retention(component, List.of(whole, changes));
    return full == null || incremental == null
        ? null
        : incremental.readBy(
            new DelegatingRetriever(full.retriever(), incremental.retriever(), retention));
  }

  /** How long the source knows of changes. */
  private static Optional<IsoDuration> retention(Component component, List<Component> streams) {
    String field = "api_retention_period";
    String text = component.has(field) ? component.evaluated(field) : "";
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (Component stream : streams) {
      boolean counts =
          stream
              .optional("incremental_sync")
              .filter(cursor -> cursor.type().equals("IncrementingCountCursor"))
              .isPresent();
      if (counts) {
        component.flaw(field, "needs a cursor that is a time; an IncrementingCountCursor is none");
      }
    }
    try {
      return Optional.of(IsoDuration.parse(text));
    } catch (EvaluationProblem e) {
      component.flaw(field, e.getMessage());
      return Optional.empty();
    }
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
