package dev.tidemark.manifest;

import dev.tidemark.http.Network;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.retriever.SimpleRetriever;
import dev.tidemark.model.CursorMark;
import dev.tidemark.source.Source;
import dev.tidemark.source.Wishes;
import java.util.List;

/**
 * A manifest with its config, as tests of other packages use it.
 *
 * @param source reads it
 */
public record OpenedManifest(Source source, CompiledManifest manifest) {
  public static OpenedManifest of(
      String name, String text, JsonObject config, Network network, Time time) {
    return new OpenedManifest(
        ManifestProvider.of(name, text).open(config, network, List.of(), Wishes.NONE, time),
        CompiledManifest.compile(Document.read(name, text), config, time.clock()));
  }

  /** The mark that stands for a cursor's value. */
  public CursorMark mark(String stream, Object value) {
    CompiledStream compiled = manifest.streams().get(stream);
    JsonObject record = JsonObject.of(compiled.spec().cursorField(), value);
    return ((SimpleRetriever) compiled.retriever()).slicer().marks(List.of(record)).latest();
  }
}
