package dev.tidemark.source.s3;

import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.Crew;
import dev.tidemark.s3.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a stream, members of archives among them. */
final class Files {
  private static final String ARCHIVE = ".zip";

  private final Bucket bucket;
  private final Globs globs;
  private final Instant start;
  private final boolean looksInside;
  private final Listing listing;
  private final Crew crew;

  /**
   * @param start files that were last modified before are left out; null for none
   * @param looksInside whether archives are taken apart
   */
  Files(Bucket bucket, Globs globs, Instant start, boolean looksInside, Crew crew) {
    this.bucket = bucket;
    this.globs = globs;
    this.start = start;
    this.looksInside = looksInside;
    this.listing = new Listing(bucket, crew);
    this.crew = crew;
  }

  /**
   * Some files.
   *
   * @param following where to go on, or null after the last
   */
  record Page(List<SourceFile> files, String following) {}

  Page next(String from) {
    Listing.Page page = listing.next(globs, from);
    List<StoredObject> wanted = page.objects().stream().filter(this::isWanted).toList();
    List<StoredObject> archives = wanted.stream().filter(this::isOpened).toList();
    Stream<SourceFile> members = crew.each(archives, this::members).stream().flatMap(List::stream);
    Stream<SourceFile> plain =
        wanted.stream().filter(object -> !isOpened(object)).map(SourceFile::of);
    return new Page(Stream.concat(plain, members).toList(), page.following());
  }

  private boolean isWanted(StoredObject object) {
    boolean isRecent = start == null || !object.modified().isBefore(start);
    return isRecent
        && (isOpened(object)
            ? globs.mayMatchWithin(object.key()) || globs.match(object.key())
            : globs.match(object.key()));
  }

  static boolean isArchive(StoredObject object) {
    return object.key().toLowerCase(Locale.ROOT).endsWith(ARCHIVE);
  }

  private boolean isOpened(StoredObject object) {
    return looksInside && isArchive(object);
  }

  /** An archive that can't be looked into stands for itself, so that reading it says why. */
  private List<SourceFile> members(StoredObject archive) {
    try {
      boolean all = globs.match(archive.key());
      return ZipDirectory.files(bucket, archive).stream()
          .filter(file -> all || globs.match(file.url()))
          .toList();
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.SOURCE) {
        throw problem;
      }
      return List.of(SourceFile.of(archive));
    }
  }
}
