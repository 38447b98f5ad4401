package dev.tidemark.destination.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.blob.Blobs;
import dev.tidemark.destination.blob.Blobs.Found;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Crew;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Part of a bucket. An object is there from one moment to the next, but no two of them change
 * together: whoever wants to see exactly one snapshot reads the table's manifest, and the files
 * that it names stay for a while. For those who list the table's folder there are copies, of files
 * that have been committed and no others.
 */
final class BucketStore implements Store {
  private static final Duration ORPHANS_AGE = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofHours(1);
  private static final int AT_ONCE = 8;
  private static final String HIDDEN = "_tidemark/";
  private static final String RETIRED = HIDDEN + "retired/";
  static final String PROBE = HIDDEN + "conditional-writes";
  private static final Pattern OURS = Pattern.compile("part-[0-9a-f-]{36}\\.parquet");

  private final Blobs blobs;
  private final Scratch scratch;
  private final boolean copies;
  private final Crew crew = new Crew();

  /**
   * @param copies whether tables' folders are filled
   */
  BucketStore(Blobs blobs, Scratch scratch, boolean copies) {
    this.blobs = blobs;
    this.scratch = scratch;
    this.copies = copies;
  }

  /** Refuses a service that takes no notice of what a commit depends on. */
  void refuseWithoutConditions() {
    byte[] content = "made where there was none".getBytes(UTF_8);
    boolean isNew = blobs.create(PROBE, content);
    if (isNew && blobs.create(PROBE, content)) {
      throw Problem.config(
          blobs.url("")
              + ": the service overwrites an object although it is asked not to (If-None-Match: *);"
              + " two writers could destroy each other's commits");
    }
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public List<String> list(String folder) {
    return list(folder, null);
  }

  @Override
  public List<String> list(String folder, String after) {
    return blobs.list(folder, after).stream().map(Found::name).toList();
  }

  @Override
  public Optional<byte[]> read(String name) {
    return blobs.read(name);
  }

  /** What is there already may be our own, of which the answer was lost. */
  @Override
  public boolean create(String name, byte[] content) {
    return blobs.create(name, content)
        || blobs.read(name).filter(there -> Arrays.equals(there, content)).isPresent();
  }

  @Override
  public void write(String name, byte[] content) {
    blobs.write(name, content);
  }

  @Override
  public void take(Path file, String name) {
    blobs.upload(file, name);
    scratch.keep(name, file);
  }

  @Override
  public Path local(String name) {
    bring(List.of(name));
    return scratch.copy(name).orElseThrow();
  }

  @Override
  public void lend(Collection<String> names, Consumer<Map<String, Path>> use) {
    List<String> all = new ArrayList<>(names);
    // What is here comes first: the rest might take its room before it is of use.
    all.sort(Comparator.comparing(name -> !scratch.has(name)));
    Map<String, Path> lent = new LinkedHashMap<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      bring(some);
      some.forEach(name -> lent.put(name, scratch.copy(name).orElseThrow()));
      if (scratch.isFull()) {
        use.accept(lent);
        lent.clear();
        scratch.makeRoom();
      }
    }
    if (!lent.isEmpty()) {
      use.accept(lent);
    }
  }

  private void bring(List<String> names) {
    List<String> missing = names.stream().filter(n -> !scratch.has(n)).toList();
    List<Path> files =
        crew.each(
            missing,
            name -> {
              Path file = scratch.newFile();
              blobs.download(name, file);
              return file;
            });
    for (int i = 0; i < files.size(); i++) {
      scratch.keep(missing.get(i), files.get(i));
    }
  }

  @Override
  public void delete(Collection<String> names) {
    blobs.delete(names);
  }

  /** An empty object says since when a file is not shown any more. */
  @Override
  public void retire(Collection<String> names) {
    crew.each(
        List.copyOf(names),
        name -> {
          blobs.write(RETIRED + name, new byte[0]);
          return name;
        });
  }

  @Override
  public void deleteFolder(String folder) {
    delete(list(folder));
  }

  @Override
  public void deleteOrphans(String folder, Collection<String> known) {
    Set<String> kept = Set.copyOf(known);
    Map<String, Instant> retired = new HashMap<>();
    for (Found note : blobs.list(RETIRED + folder, null)) {
      retired.put(note.name().substring(RETIRED.length()), note.modified());
    }
    Instant now = Instant.now();
    List<String> old = new ArrayList<>();
    for (Found file : blobs.list(folder, null)) {
      Instant since = retired.remove(file.name());
      boolean isOld =
          since == null
              ? file.modified().isBefore(now.minus(ORPHANS_AGE))
              : since.isBefore(now.minus(GRACE));
      if (isOld && !kept.contains(file.name())) {
        old.add(file.name());
        if (since != null) {
          old.add(RETIRED + file.name());
        }
      }
    }
    // Notes of what is gone.
    retired.keySet().forEach(name -> old.add(RETIRED + name));
    blobs.delete(old);
  }

  @Override
  public void deleteUnfinished() {
    blobs.deleteUnfinished(Instant.now().minus(ORPHANS_AGE));
  }

  @Override
  public Path newWorkFile() {
    return scratch.newFile();
  }

  @Override
  public String dataFolder(String table) {
    return HIDDEN + "data/" + table + "/";
  }

  @Override
  public void show(String table, long version, Collection<String> files) {
    String data = dataFolder(table);
    Map<String, String> wanted =
        files.stream()
            .collect(Collectors.toMap(f -> table + "/" + f.substring(data.length()), f -> f));
    Set<String> there = new HashSet<>(list(table + "/"));
    refuseOthers(table, there);
    if (copies) {
      List<String> missing = wanted.keySet().stream().filter(n -> !there.contains(n)).toList();
      crew.each(
          missing,
          name -> {
            blobs.copy(wanted.get(name), name);
            return name;
          });
    }
    String lines =
        files.stream().sorted().map(f -> blobs.url(f) + "\n").collect(Collectors.joining());
    blobs.write(HIDDEN + "manifests/" + table + "/manifest", lines.getBytes(UTF_8));
    blobs.delete(
        there.stream().filter(name -> !copies || !wanted.containsKey(name)).sorted().toList());
  }

  private void refuseOthers(String table, Collection<String> there) {
    for (String name : there) {
      if (!OURS.matcher(name.substring(name.lastIndexOf('/') + 1)).matches()) {
        throw Problem.destination(
            "can't show the files of "
                + table
                + ": "
                + blobs.url(name)
                + " is there already, and is none of ours",
            null);
      }
    }
  }

  @Override
  public void close() {
    scratch.close();
    blobs.close();
  }
}
