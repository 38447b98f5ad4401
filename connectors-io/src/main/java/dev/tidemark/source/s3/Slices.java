package dev.tidemark.source.s3;

import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Crew;
import dev.tidemark.source.StreamReader.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Divides the files of a stream into slices: large files into several, small ones by the group. */
final class Slices {
  private static final long USUAL_PART = 32 << 20;
  private static final long SMALL = 4 << 20;
  private static final int MOST_IN_GROUP = 256;
  private static final long LARGEST_GROUP = 16 << 20;

  private final FileStream stream;
  private final Files files;
  private final Contents contents;
  private final Crew crew;
  private final long part;

  Slices(FileStream stream, Files files, Contents contents, Crew crew) {
    this(stream, files, contents, crew, USUAL_PART);
  }

  /**
   * @param part how many bytes a part of a large file has
   */
  Slices(FileStream stream, Files files, Contents contents, Crew crew, long part) {
    this.stream = stream;
    this.files = files;
    this.contents = contents;
    this.crew = crew;
    this.part = part;
  }

  /**
   * The slices of files that have not been read.
   *
   * @param read versions of files that have been
   */
  Chunk next(PartitionSet read, String from) {
    Files.Page page = files.next(from);
    List<String> known = new ArrayList<>();
    List<SourceFile> small = new ArrayList<>();
    List<SourceFile> large = new ArrayList<>();
    for (SourceFile file : page.files()) {
      String version = file.partition().key();
      if (read.contains(version)) {
        known.add(version);
      } else {
        (size(file) <= SMALL ? small : large).add(file);
      }
    }
    List<Slice> slices = new ArrayList<>();
    crew.each(large, this::slices).forEach(slices::addAll);
    addGroups(small, slices);
    return new Chunk(slices, page.following(), Map.of(), PartitionSet.EMPTY.plus(known));
  }

  private static long size(SourceFile file) {
    return file.member() == null ? file.object().size() : file.member().size();
  }

  private void addGroups(List<SourceFile> small, List<Slice> slices) {
    List<Slice> group = new ArrayList<>();
    long size = 0;
    for (SourceFile file : small) {
      group.add(file.slice(stream.name(), null));
      size += size(file);
      if (group.size() == MOST_IN_GROUP || size >= LARGEST_GROUP) {
        slices.add(Slice.group(group));
        group = new ArrayList<>();
        size = 0;
      }
    }
    if (!group.isEmpty()) {
      slices.add(Slice.group(group));
    }
  }

  private List<Slice> slices(SourceFile file) {
    List<Split> splits = splits(file);
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      Split split = splits.get(i);
      String end = split.isLast() ? "" : String.valueOf(split.to());
      Interval range =
          splits.size() == 1
              ? null
              : new Interval(i, String.valueOf(split.from()), end, i == splits.size() - 1);
      slices.add(file.slice(stream.name(), range));
    }
    return slices;
  }

  /** A file that can't be divided is read as one; what is wrong with it is said then. */
  private List<Split> splits(SourceFile file) {
    boolean isWhole = stream.format() == null || size(file) < 2 * part;
    List<Split> splits = new ArrayList<>();
    try {
      Splitter splitter =
          isWhole ? Splitter.rest(null) : stream.format().splits(contents.of(file), null, part);
      Optional<Split> next = splitter.next();
      while (next.isPresent()) {
        splits.add(next.get());
        next = splitter.next();
      }
      return splits;
    } catch (IOException e) {
      return List.of(Split.WHOLE);
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.SOURCE) {
        throw problem;
      }
      return List.of(Split.WHOLE);
    }
  }
}
