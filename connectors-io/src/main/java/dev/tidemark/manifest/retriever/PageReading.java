package dev.tidemark.manifest.retriever;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.MarkRange;
import dev.tidemark.manifest.cursor.SyncedRange;
import dev.tidemark.manifest.paging.PageNote;
import dev.tidemark.manifest.paging.PageSeen;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The reading of one page. Answers whose content is not what it should be are judged like faults of
 * the network: worth another try, and an error if that does not help.
 */
final class PageReading implements Judge {
  private static final int UNDECODABLE_RETRIES = 3;
  private static final int NO_CONTENT = 204;

  private final SimpleRetriever retriever;
  private final Slice slice;
  private final PagePosition position;
  private final PageNote note;
  private final Map<String, Object> names;
  private RecordBatch page;

  PageReading(
      SimpleRetriever retriever,
      Slice slice,
      PagePosition position,
      PageNote note,
      Map<String, Object> names) {
    this.retriever = retriever;
    this.slice = slice;
    this.position = position;
    this.note = note;
    this.names = names;
  }

  RecordBatch page() {
    return page;
  }

  /** The last page, without records. */
  RecordBatch empty(Reply reply) {
    return batch(reply, List.of(), null);
  }

  @Override
  public Verdict judge(Reply reply, int failures) {
    Answer answer = new Answer(reply);
    Verdict verdict = retriever.endpoint().errors().judge(answer, failures);
    if (verdict.action() != Verdict.Action.ACCEPT) {
      return verdict;
    }
    try {
      page = reply.status() == NO_CONTENT ? empty(reply) : read(answer);
      return verdict;
    } catch (Undecodable e) {
      // A login page or a cut body may be gone in a moment; if it stays, waiting long is no use.
      return failures > UNDECODABLE_RETRIES
          ? Verdict.fail(Problem.Kind.SOURCE, e.getMessage())
          : Verdict.retry(e.getMessage(), null);
    }
  }

  @Override
  public Verdict fault(String message, int failures) {
    return retriever.endpoint().errors().fault(message, failures);
  }

  private RecordBatch read(Answer answer) throws Undecodable {
    RecordSelector selector = retriever.selector();
    Paginator paginator = retriever.paginator();
    List<Object> elements = selector.decode(answer);
    String name = PageNote.nameOf(answer.reply().body());
    if (name.equals(note.before())) {
      throw new Undecodable("the source gave the same page twice: this one and the one before");
    }
    List<JsonObject> extracted = selector.extract(elements);
    PageSeen seen = seen(answer, elements, extracted.size());
    // Transformations change the records in place, and with them the answer.
    boolean isEarly = !paginator.readsRecords();
    Object next = isEarly ? paginator.next(seen) : null;
    List<JsonObject> records = selector.select(extracted, names, wanted());
    if (!isEarly) {
      next = paginator.next(seen.with(records));
    }
    if (retriever.strict() && next != null && next.equals(note.token())) {
      throw new Undecodable("the source gave the same page token twice, so it would never end");
    }
    String before = extracted.isEmpty() ? null : name;
    boolean isOver = next == null || isPastFeed(records);
    PagePosition following = isOver ? null : position.next(new PageNote(next, before).text());
    return batch(answer.reply(), fresh(records), following);
  }

  private PageSeen seen(Answer answer, List<Object> elements, int count) {
    Object first = elements.isEmpty() ? new JsonObject() : elements.get(0);
    boolean needsCopy =
        retriever.paginator().readsRecords()
            && retriever.paginator().readsResponse()
            && retriever.selector().changesRecords();
    Object response = needsCopy && first instanceof JsonObject object ? object.copy() : first;
    return new PageSeen(response, answer.headers(), count, 0, null, note.token());
  }

  private Predicate<JsonObject> wanted() {
    Slicer slicer = retriever.slicer();
    SyncedRange range = slicer.filtersItself() ? slicer.synced(slice) : null;
    return range == null ? record -> true : record -> slicer.isSynced(record, range);
  }

  /** A feed begins with its newest records: once one is too old, so are all that follow. */
  private boolean isPastFeed(List<JsonObject> records) {
    SyncedRange range = feedRange();
    return range != null
        && !records.isEmpty()
        && retriever.slicer().isTooOld(records.get(records.size() - 1), range);
  }

  private List<JsonObject> fresh(List<JsonObject> records) {
    SyncedRange range = feedRange();
    return range == null
        ? records
        : records.stream().filter(record -> retriever.slicer().isSynced(record, range)).toList();
  }

  private SyncedRange feedRange() {
    return retriever.slicer().isDataFeed() ? retriever.slicer().synced(slice) : null;
  }

  private RecordBatch batch(Reply reply, List<JsonObject> records, PagePosition following) {
    MarkRange marks = retriever.slicer().marks(records);
    return new RecordBatch(
        slice,
        position.index(),
        records,
        reply.arrivedAt(),
        reply.received(),
        marks.earliest(),
        marks.latest(),
        following);
  }
}
