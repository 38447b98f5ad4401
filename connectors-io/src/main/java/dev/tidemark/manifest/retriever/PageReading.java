package dev.tidemark.manifest.retriever;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Reply;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.MarkRange;
import dev.tidemark.manifest.cursor.SyncedRange;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.paging.BodyMark;
import dev.tidemark.manifest.paging.PageNote;
import dev.tidemark.manifest.paging.ResetNote;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading of one page. */
final class PageReading {
  private final SimpleRetriever retriever;
  private final Slice slice;
  private final PagePosition position;
  private final Map<String, Object> extra;
  private final PageNote note;

  /** The slice, or what is left of it since paging began anew. */
  private final Slice asked;

  PageReading(
      SimpleRetriever retriever, Slice slice, PagePosition position, Map<String, Object> extra) {
    this.retriever = retriever;
    this.slice = slice;
    this.position = position;
    this.extra = extra;
    this.note =
        position.token() == null
            ? PageNote.first(retriever.paginator().first())
            : PageNote.of(position);
    this.asked = rest(slice, note.reset());
  }

  private static Slice rest(Slice slice, ResetNote reset) {
    boolean isCut = !reset.cuts().isNone();
    if (!isCut && reset.from() == null) {
      return slice;
    }
    Interval range =
        new Interval(
            slice.range().ordinal(),
            isCut ? reset.cuts().start() : reset.from(),
            isCut ? reset.cuts().end() : slice.range().end());
    return new Slice(slice.stream(), slice.partition(), range, slice.extra());
  }

  RecordBatch read(Calls calls) {
    retriever.selector().prepare(calls);
    AnswerReading.Content part = openPart();
    if (part != null) {
      return page(List.of(part), calls);
    }
    Optional<String> brought = broughtBody();
    if (brought.isPresent()) {
      AnswerReading reading = new AnswerReading(retriever, asked, note, names(null), List.of());
      return page(List.of(reading.brought(brought.get(), calls.now())), calls);
    }
    List<AnswerReading.Content> answers = new ArrayList<>();
    for (List<String> properties : retriever.properties().portions(calls)) {
      AnswerReading reading =
          new AnswerReading(retriever, asked, note, names(properties), List.copyOf(answers));
      Caller.Outcome outcome = ask(reading, calls);
      if (reading.resetsPaging()) {
        outcome.reply().discard();
        return batch(outcome.reply(), 0, List.of(), anew(note.reset(), outcome.reply()));
      }
      AnswerReading.Content answer =
          outcome.ignored() ? reading.nothing(outcome.reply()) : reading.content();
      if (answer == null) {
        outcome.reply().discard();
        return batch(outcome.reply(), 0, List.of(), startOver());
      }
      answers.add(answer);
    }
    return page(answers, calls);
  }

  private Caller.Outcome ask(AnswerReading reading, Calls calls) {
    Requester.Call call = call(reading.names());
    return retriever.isOneAnswer()
        ? retriever.endpoint().download(call, reading, calls)
        : retriever.endpoint().send(call, reading, calls);
  }

  /** The body of the first page, where that came with a parent's record. */
  private Optional<String> broughtBody() {
    boolean isFirst = position.index() == 0 || note.mark().isWithin();
    return isFirst ? retriever.slicer().firstPage(slice) : Optional.empty();
  }

  /** The next part of a page of which one was read; null where its body is not at hand. */
  private AnswerReading.Content openPart() {
    OpenBody body = note.mark().isWithin() ? retriever.bodies().take(slice, position) : null;
    try {
      return body == null
          ? null
          : new AnswerReading(retriever, asked, note, names(null), List.of()).part(body);
    } catch (Undecodable e) {
      // What is left of the body is of no use, so it is asked for again.
      body.reply().discard();
      return null;
    }
  }

  private Map<String, Object> names(List<String> properties) {
    Map<String, Object> more = new HashMap<>(extra);
    if (properties != null) {
      more.put(Names.QUERY_PROPERTIES, new ArrayList<Object>(properties));
    }
    Map<String, Object> names = retriever.slicer().names(asked, more);
    Object token = note.token();
    names.put("next_page_token", token == null ? null : JsonObject.of("next_page_token", token));
    return names;
  }

  private Requester.Call call(Map<String, Object> names) {
    Object token = note.token();
    boolean slices =
        switch (retriever.sliceInputs()) {
          case EVERY_PAGE -> true;
          case FIRST_PAGE -> token == null;
          case NONE -> false;
        };
    return new Requester.Call(
        Scope.of(names),
        retriever.paginator().path(token),
        retriever.paginator().inputs(token),
        slices ? retriever.slicer().inputs(asked) : new RequestInputs());
  }

  private RecordBatch page(List<AnswerReading.Content> answers, Calls calls) {
    AnswerReading.Content last = answers.get(answers.size() - 1);
    List<JsonObject> records = last.page();
    long received =
        note.mark().isWithin()
            ? 0
            : answers.stream().mapToLong(answer -> answer.reply().received()).sum();
    ResetNote reset = note.reset();
    if (retriever.reset().observes()) {
      reset = reset.after(records.size(), retriever.slicer().marks(records).latest());
    }
    PagePosition following;
    if (last.rest() != null) {
      PageNote rest = new PageNote(note.token(), note.before(), reset, last.rest().mark());
      following = position.next(rest.text());
      retriever.bodies().put(slice, following, last.rest());
    } else {
      last.reply().discard();
      following = following(last, records, reset);
    }
    List<JsonObject> fresh = fresh(records);
    retriever.files().upload(slice.stream(), fresh, names(null), calls);
    return batch(last.reply(), received, fresh, following);
  }

  private PagePosition following(
      AnswerReading.Content last, List<JsonObject> records, ResetNote reset) {
    if (retriever.reset().isDue(reset)) {
      return anew(reset, last.reply());
    }
    return last.next() == null || isPastFeed(records)
        ? nextWindow(reset)
        : position.next(new PageNote(last.next(), last.name(), reset, BodyMark.START).text());
  }

  /** The source no longer gives what it gave before an interruption. */
  private PagePosition startOver() {
    return PagePosition.startOver(first(note.reset()));
  }

  /** Where paging begins anew: in the rest of the slice, or in all of it once more. */
  private PagePosition anew(ResetNote before, Reply reply) {
    try {
      ResetNote after = retriever.reset().reset(before, slice.range(), retriever.slicer()::middle);
      String token = first(after);
      return after.repeats() == 0 ? position.next(token) : PagePosition.startOver(token);
    } catch (Problem problem) {
      throw reply.isError()
          ? Problem.source(problem.getMessage() + "; the source said: " + reply.excerpt())
          : problem;
    }
  }

  private PagePosition nextWindow(ResetNote reset) {
    ResetNote next = reset.nextWindow();
    return next == null ? null : position.next(first(next));
  }

  private String first(ResetNote reset) {
    return new PageNote(retriever.paginator().first(), null, reset, BodyMark.START).text();
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
    Slicer slicer = retriever.slicer();
    return slicer.isDataFeed() ? slicer.synced(slice) : null;
  }

  private RecordBatch batch(
      Reply reply, long received, List<JsonObject> records, PagePosition following) {
    MarkRange marks = retriever.slicer().marks(records);
    return new RecordBatch(
        slice,
        position.index(),
        records,
        reply.arrivedAt(),
        received,
        marks.earliest(),
        marks.latest(),
        following);
  }
}
