package dev.tidemark.manifest.retriever;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.SyncedRange;
import dev.tidemark.manifest.paging.PageNote;
import dev.tidemark.manifest.paging.PageSeen;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Echo;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The reading of an answer, which holds a page, or a portion of its properties. Answers whose
 * content is not what it should be are judged like faults of the network: worth another try, and an
 * error if that does not help.
 */
final class AnswerReading implements Judge {
  private static final int UNDECODABLE_RETRIES = 3;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final SimpleRetriever retriever;
  private final Slice slice;
  private final PageNote note;
  private final Map<String, Object> names;
  private final List<Content> before;
  private Content content;
  private boolean resetsPaging;

  /**
   * @param slice what is asked for
   * @param note of the page
   * @param names what templates may use
   * @param before the portions of the page that were read before this one
   */
  AnswerReading(
      SimpleRetriever retriever,
      Slice slice,
      PageNote note,
      Map<String, Object> names,
      List<Content> before) {
    this.retriever = retriever;
    this.slice = slice;
    this.note = note;
    this.names = names;
    this.before = before;
  }

  /**
   * What an answer holds.
   *
   * @param reply the answer itself
   * @param name of what the page consists of, up to this answer; null if it has no records
   * @param records of this answer
   * @param page all records of the page, up to this answer
   * @param next asks for the next page, or null
   * @param rest what is left to be read of the answer, or null
   */
  record Content(
      Reply reply,
      String name,
      List<JsonObject> records,
      List<JsonObject> page,
      Object next,
      OpenBody rest) {}

  Map<String, Object> names() {
    return names;
  }

  /** What the answer holds; null if it is another one than that of which a part was read. */
  Content content() {
    return content;
  }

  /** What a body holds that nobody had to ask for. */
  Content brought(String body, Instant now) {
    long arrived = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    try {
      return read(new Answer(new Reply(OK, Map.of(), body.getBytes(UTF_8), 0, arrived)));
    } catch (Undecodable e) {
      throw Problem.source("the first page, which came with a parent's record: " + e.getMessage());
    }
  }

  /** An answer without records, and the last; null where there were some before. */
  Content nothing(Reply reply) {
    return note.mark().isWithin()
        ? null
        : new Content(reply, null, List.of(), page(List.of()), null, null);
  }

  /** Whether the answer means that paging must begin anew. */
  boolean resetsPaging() {
    return resetsPaging;
  }

  @Override
  public Verdict judge(Reply reply, int failures) {
    Answer answer = new Answer(reply, names);
    resetsPaging = retriever.endpoint().errors().resetsPaging(answer);
    if (resetsPaging) {
      return Verdict.ACCEPT;
    }
    Verdict verdict = retriever.endpoint().errors().judge(answer, failures);
    if (verdict.action() != Verdict.Action.ACCEPT) {
      return verdict;
    }
    try {
      content = reply.status() == NO_CONTENT ? nothing(reply) : read(answer);
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

  private Content read(Answer answer) throws Undecodable {
    if (!retriever.isOneAnswer()) {
      return all(answer);
    }
    OpenBody body = new OpenBody(answer.reply(), retriever.selector().decoder().open(answer));
    return body.skipTo(note.mark()) ? part(body) : null;
  }

  /** The next part of a body that is a slice of its own. */
  Content part(OpenBody body) throws Undecodable {
    RecordSelector selector = retriever.selector();
    List<JsonObject> extracted = selector.extract(body.part());
    List<JsonObject> records = selector.select(extracted, names, wanted());
    return new Content(body.reply(), null, records, records, null, body.isOver() ? null : body);
  }

  private Content all(Answer answer) throws Undecodable {
    RecordSelector selector = retriever.selector();
    Paginator paginator = retriever.paginator();
    List<Object> elements = selector.decoder().open(answer).all();
    String name = name(answer.reply());
    if (name.equals(note.before())) {
      throw new Undecodable("the source gave the same page twice: this one and the one before");
    }
    checkEcho(elements);
    List<JsonObject> extracted = selector.extract(elements);
    PageSeen seen = seen(answer, elements, extracted.size());
    // Transformations change the records in place, and with them the answer.
    boolean isEarly = !paginator.readsRecords();
    Object next = isEarly ? paginator.next(seen) : null;
    boolean isEmpty = extracted.isEmpty();
    List<JsonObject> records = selector.select(extracted, names, wanted());
    List<JsonObject> page = page(records);
    if (!isEarly) {
      next = paginator.next(seen.with(page));
    }
    if (retriever.strict() && next != null && next.equals(note.token())) {
      throw new Undecodable("the source gave the same page token twice, so it would never end");
    }
    return new Content(answer.reply(), isEmpty ? null : name, records, page, next, null);
  }

  /** An answer to another request is none. */
  private void checkEcho(List<Object> elements) throws Undecodable {
    Echo echo = retriever.echo();
    if (echo.equals(Echo.NONE) || elements.isEmpty()) {
      return;
    }
    String link = retriever.paginator().path(note.token());
    Map<String, String> asked = new HashMap<>();
    if (link == null) {
      Map<String, Object> slicing = retriever.slicer().inputs(slice).parameters();
      slicing.forEach((name, value) -> asked.put(name, PythonText.str(value)));
    } else {
      asked.putAll(Echo.parameters(link));
    }
    echo.check(elements.get(0), asked);
  }

  private String name(Reply reply) {
    String own = PageNote.nameOf(reply.body());
    return before.isEmpty() ? own : before.get(before.size() - 1).name() + " " + own;
  }

  private List<JsonObject> page(List<JsonObject> records) {
    List<List<JsonObject>> answers = new ArrayList<>();
    before.forEach(content -> answers.add(content.records()));
    answers.add(records);
    return retriever.properties().merged(answers);
  }

  private PageSeen seen(Answer answer, List<Object> elements, int count) {
    if (retriever.selector().decoder().paging() == Decoder.Paging.BLIND) {
      return new PageSeen(new JsonObject(), answer.headers(), 0, 0, null, note.token());
    }
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
}
