package dev.tidemark.manifest.retriever;

import dev.tidemark.manifest.file.FileUploader;
import dev.tidemark.manifest.paging.PaginationReset;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.response.Echo;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.Map;

/**
 * Asks for one page after another.
 *
 * @param endpoint is asked for pages
 * @param properties to ask for
 * @param paginator finds the next page
 * @param reset says what happens when paging must begin anew
 * @param selector finds the records
 * @param slicer knows the slices
 * @param sliceInputs which requests have what a slice adds
 * @param strict whether a token that comes twice is a fault; some APIs scroll by one token
 * @param echo where answers repeat what they were asked by
 * @param files downloads the files of records
 * @param bodies large bodies that are being read part by part
 */
public record SimpleRetriever(
    Endpoint endpoint,
    QueryProperties properties,
    Paginator paginator,
    PaginationReset reset,
    RecordSelector selector,
    Slicer slicer,
    SliceInputs sliceInputs,
    boolean strict,
    Echo echo,
    FileUploader files,
    OpenBodies bodies)
    implements Retriever {

  public SimpleRetriever(
      Endpoint endpoint,
      QueryProperties properties,
      Paginator paginator,
      PaginationReset reset,
      RecordSelector selector,
      Slicer slicer,
      SliceInputs sliceInputs,
      boolean strict,
      Echo echo,
      FileUploader files) {
    this(
        endpoint,
        properties,
        paginator,
        reset,
        selector,
        slicer,
        sliceInputs,
        strict,
        echo,
        files,
        new OpenBodies());
  }

  /** Whether a slice is one answer, so that nobody need see all of it at once. */
  boolean isOneAnswer() {
    return paginator == Paginator.NONE && properties == QueryProperties.NONE && !reset.observes();
  }

  @Override
  public StreamReader.Chunk slices(Span span, String from, Calls calls) {
    return slicer.slices(span, from, calls);
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position, Calls calls) {
    return read(slice, position, Map.of(), calls);
  }

  /**
   * Reads a page.
   *
   * @param more what templates of the request see beside the slice's own extra fields
   */
  public RecordBatch read(
      Slice slice, PagePosition position, Map<String, Object> more, Calls calls) {
    return new PageReading(this, slice, position, more).read(calls);
  }
}
