package dev.tidemark.manifest.retriever;

import dev.tidemark.http.Caller;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.paging.PageNote;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.Map;

/**
 * Sends one request for each page.
 *
 * @param endpoint is asked for pages
 * @param paginator finds the next page
 * @param selector finds the records
 * @param slicer knows the slices
 * @param slicesFirstPageOnly whether what a slice adds to a request is left out where a page token
 *     says it all
 * @param strict whether a token that comes twice is a fault; some APIs scroll by one token
 */
public record SimpleRetriever(
    Endpoint endpoint,
    Paginator paginator,
    RecordSelector selector,
    Slicer slicer,
    boolean slicesFirstPageOnly,
    boolean strict)
    implements Retriever {

  @Override
  public StreamReader.Chunk slices(Tidemark tidemark, Instant now, String from, Calls calls) {
    return slicer.slices(tidemark, now, from, calls);
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position, Calls calls) {
    PageNote note =
        position.token() == null ? new PageNote(paginator.first(), null) : PageNote.of(position);
    Map<String, Object> names = slicer.names(slice);
    Object token = note.token();
    names.put("next_page_token", token == null ? null : JsonObject.of("next_page_token", token));
    PageReading reading = new PageReading(this, slice, position, note, names);
    Caller.Outcome outcome = endpoint.send(call(slice, token, names), reading, calls);
    return outcome.ignored() ? reading.empty(outcome.reply()) : reading.page();
  }

  private Requester.Call call(Slice slice, Object token, Map<String, Object> names) {
    boolean slices = token == null || !slicesFirstPageOnly;
    return new Requester.Call(
        Scope.of(names),
        paginator.path(token),
        paginator.inputs(token),
        slices ? slicer.inputs(slice) : new RequestInputs());
  }
}
