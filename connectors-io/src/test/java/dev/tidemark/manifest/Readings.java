package dev.tidemark.manifest;

import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads streams as the pipeline does, one position at a time. */
public final class Readings {
  public static final Network QUICK = Network.DIRECT.withFirstBackoff(Duration.ofMillis(2));

  /** More than any test asks for, so that no budget of a manifest slows it down. */
  public static final List<Rate> UNLIMITED = List.of(new Rate(1_000_000, Duration.ofSeconds(1)));

  private Readings() {}

  public static List<Slice> slices(StreamReader reader, Tidemark tidemark, Instant now) {
    List<Slice> slices = new ArrayList<>();
    String from = null;
    do {
      StreamReader.Chunk chunk = reader.slices(tidemark, now, from);
      slices.addAll(chunk.slices());
      from = chunk.following();
    } while (from != null);
    return slices;
  }

  public static List<RecordBatch> pages(StreamReader reader, Slice slice) {
    List<RecordBatch> pages = new ArrayList<>();
    pages(reader, slice, pages);
    return pages;
  }

  /** Adds each page as soon as it is read; takes those of the slice out again if it starts over. */
  public static void pages(StreamReader reader, Slice slice, List<RecordBatch> pages) {
    int before = pages.size();
    PagePosition position = PagePosition.FIRST;
    while (position != null) {
      RecordBatch page = reader.read(slice, position);
      pages.add(page);
      if (page.startsOver()) {
        pages.subList(before, pages.size()).clear();
      }
      position = page.following();
    }
  }

  public static List<JsonObject> records(Source source, String stream) {
    return records(source, stream, Tidemark.NONE);
  }

  public static List<JsonObject> records(Source source, String stream, Tidemark tidemark) {
    return pages(source, stream, tidemark).stream().flatMap(p -> p.records().stream()).toList();
  }

  public static List<RecordBatch> pages(Source source, String stream, Tidemark tidemark) {
    StreamReader reader = source.reader(stream);
    List<RecordBatch> pages = new ArrayList<>();
    for (Slice slice : slices(reader, tidemark, Instant.now())) {
      pages.addAll(pages(reader, slice));
    }
    return pages;
  }

  /** What a sync would commit after these pages. */
  public static Tidemark tidemark(List<RecordBatch> pages) {
    Map<String, CursorMark> marks = new LinkedHashMap<>();
    for (RecordBatch page : pages) {
      if (page.latest() != null) {
        marks.merge(page.slice().partition().key(), page.latest(), CursorMark::later);
      }
    }
    boolean isWhole = marks.size() == 1 && marks.containsKey("{}");
    return isWhole
        ? new Tidemark(marks.get("{}"), Map.of(), null)
        : new Tidemark(null, marks, null);
  }
}
