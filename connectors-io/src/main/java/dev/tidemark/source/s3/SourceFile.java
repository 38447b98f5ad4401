package dev.tidemark.source.s3;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import dev.tidemark.s3.StoredObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A version of a file: an object, or a member of an archive that is one.
 *
 * @param object the object that holds it
 * @param member its place in an archive; null for an object that is the file
 */
record SourceFile(StoredObject object, Member member) {
  /** The field that names the file, and the part of the stream that the file is. */
  static final String URL = "_ab_source_file_url";

  static final String MODIFIED = "_ab_source_file_last_modified";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * A file in an archive.
   *
   * @param name its name there
   * @param offset where it begins in the archive
   * @param method how it is packed
   * @param packed how many bytes of the archive it takes
   * @param size how many bytes it has
   * @param crc checksum of its content
   * @param time as the archive tells it, without a zone
   */
  record Member(
      String name, long offset, long method, long packed, long size, long crc, long time) {}

  static SourceFile of(StoredObject object) {
    return new SourceFile(object, null);
  }

  /** What records call it. */
  String url() {
    return member == null ? object.key() : object.key() + "#" + member.name();
  }

  String modified() {
    return TIME.format(object.modified());
  }

  CursorMark mark() {
    Instant time = object.modified();
    return new CursorMark(modified(), time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000);
  }

  /**
   * What tells this version from others. A member is the same in an archive that was made anew
   * around it.
   */
  Partition partition() {
    JsonObject values =
        member == null
            ? JsonObject.of(URL, url(), "etag", object.etag(), "modified", modified())
            : JsonObject.of(
                URL, url(), "crc", member.crc(), "size", member.size(), "time", member.time());
    return Partition.of(values);
  }

  /**
   * @param range the part of it; null for all
   */
  Slice slice(String stream, Interval range) {
    JsonObject extra =
        JsonObject.of(
            "key", object.key(),
            "size", object.size(),
            "etag", object.etag(),
            "modified", object.modified().toString());
    if (member != null) {
      extra.put("member", member.name()).put("offset", member.offset());
      extra.put("method", member.method()).put("packed", member.packed());
      extra.put("unpacked", member.size()).put("crc", member.crc()).put("time", member.time());
    }
    return new Slice(stream, partition(), range, extra.toString());
  }

  /** The file that a slice is of. */
  static SourceFile of(Slice slice) {
    JsonObject extra = slice.extraValues();
    StoredObject object =
        new StoredObject(
            extra.text("key", ""),
            (Long) extra.get("size"),
            (String) extra.get("etag"),
            Instant.parse(extra.text("modified", "")));
    return extra.has("member")
        ? new SourceFile(
            object,
            new Member(
                extra.text("member", ""),
                (Long) extra.get("offset"),
                (Long) extra.get("method"),
                (Long) extra.get("packed"),
                (Long) extra.get("unpacked"),
                (Long) extra.get("crc"),
                (Long) extra.get("time")))
        : of(object);
  }
}
