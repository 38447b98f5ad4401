package dev.tidemark.source.s3;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.Crew;
import dev.tidemark.s3.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the keys of a stream a few pages at a time. A large bucket is divided into ranges of keys,
 * which are listed side by side: where nothing is known of the keys, a guess is looked up.
 */
final class Listing {
  /** So many requests at once. */
  private static final int WIDTH = 8;

  /** A range that takes more pages than this is worth dividing. */
  private static final int SHORT = 5;

  private static final int MOST_GUESSES = 6;

  private final Bucket bucket;
  private final Crew crew;

  Listing(Bucket bucket, Crew crew) {
    this.bucket = bucket;
    this.crew = crew;
  }

  /**
   * Some of the objects.
   *
   * @param following where to go on, or null after the last
   */
  record Page(List<StoredObject> objects, String following) {}

  /** What one request of a page brought. */
  private record Part(List<StoredObject> objects, List<KeyRange> left) {}

  /**
   * @param from what the page before said; null at the start
   */
  Page next(Globs globs, String from) {
    List<KeyRange> ranges =
        from == null ? globs.prefixes().stream().map(KeyRange::of).toList() : parse(from);
    int width = Math.min(WIDTH, ranges.size());
    List<KeyRange> left = new ArrayList<>();
    List<StoredObject> objects = new ArrayList<>();
    boolean divide = ranges.size() < WIDTH;
    for (Part part : crew.each(ranges.subList(0, width), range -> list(range, divide))) {
      objects.addAll(part.objects());
      left.addAll(part.left());
    }
    left.addAll(ranges.subList(width, ranges.size()));
    return new Page(objects, left.isEmpty() ? null : text(left));
  }

  private Part list(KeyRange range, boolean divide) {
    Bucket.Listed listed = bucket.list(range.prefix(), range.after(), Bucket.MOST_KEYS);
    List<StoredObject> within = new ArrayList<>();
    for (StoredObject object : listed.objects()) {
      if (range.contains(object.key())) {
        within.add(object);
      }
    }
    boolean isDone = !listed.hasMore() || within.size() < listed.objects().size();
    if (isDone) {
      return new Part(within, List.of());
    }
    KeyRange rest = range.after(listed.last());
    return new Part(within, divide && rest.pages() > SHORT ? divide(rest) : List.of(rest));
  }

  private List<KeyRange> divide(KeyRange range) {
    KeyRange rest = range;
    for (int i = 0; i < MOST_GUESSES; i++) {
      Optional<String> middle = rest.middle();
      if (middle.isEmpty()) {
        break;
      }
      List<StoredObject> next = bucket.list(rest.prefix(), middle.get(), 1).objects();
      if (!next.isEmpty() && rest.contains(next.get(0).key())) {
        return List.of(rest.upTo(middle.get()), rest.from(middle.get()));
      }
      rest = new KeyRange(rest.prefix(), rest.after(), middle.get(), rest.pages());
    }
    return List.of(rest);
  }

  private static String text(List<KeyRange> ranges) {
    return Json.write(ranges.stream().map(KeyRange::toJson).toList());
  }

  private static List<KeyRange> parse(String text) {
    return ((List<?>) Json.parse(text))
        .stream().map(range -> KeyRange.parse((JsonObject) range)).toList();
  }
}
