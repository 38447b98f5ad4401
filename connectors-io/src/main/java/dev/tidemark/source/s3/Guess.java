package dev.tidemark.source.s3;

import dev.tidemark.file.FileContent;
import dev.tidemark.json.Json;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.Crew;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a stream of the files under a prefix might be: their most common kind. */
final class Guess {
  private static final int SAMPLE = 256 << 10;
  private static final List<String> PACKED = List.of(".gz", ".bz2", ".zst");
  private static final List<String> DOCUMENTS =
      List.of(".pdf", ".docx", ".pptx", ".md", ".html", ".htm", ".txt");

  private final Bucket bucket;
  private final Crew crew;

  Guess(Bucket bucket, Crew crew) {
    this.bucket = bucket;
    this.crew = crew;
  }

  /** YAML, to be pasted into a config. */
  String of(String prefix) {
    Files files = new Files(bucket, Globs.of(List.of("**"), prefix), null, true, crew);
    List<SourceFile> found = new ArrayList<>(files.next(null).files());
    String kind = mostCommon(found, prefix);
    found.removeIf(file -> !kind(file).equals(kind));
    SourceFile sample =
        found.stream().max(Comparator.comparing(file -> file.object().modified())).orElseThrow();
    StringBuilder yaml = new StringBuilder("streams:\n  - name: ").append(name(prefix));
    yaml.append("\n    globs: [").append(Json.write(glob(prefix, kind, found))).append("]\n");
    yaml.append("    format:\n");
    format(kind, sample).forEach((k, v) -> yaml.append("      " + k + ": " + v + "\n"));
    return yaml.toString();
  }

  private String mostCommon(List<SourceFile> files, String prefix) {
    Map<String, Integer> counts = new HashMap<>();
    files.forEach(file -> counts.merge(kind(file), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElseThrow(
            () ->
                Problem.config("bucket " + bucket.name() + " has no files under '" + prefix + "'"));
  }

  /** The end of a file's name that tells its kind, packing included. */
  private static String kind(SourceFile file) {
    String name = file.url().substring(file.url().lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    int end = PACKED.stream().anyMatch(lower::endsWith) ? name.lastIndexOf('.') : name.length();
    int dot = name.lastIndexOf('.', end - 1);
    return dot < 0 ? "" : name.substring(dot);
  }

  private static String glob(String prefix, String kind, List<SourceFile> found) {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    String start = prefix.substring(folder.length());
    boolean isDeep =
        found.stream().anyMatch(file -> file.object().key().indexOf('/', prefix.length()) >= 0);
    boolean isArchived = found.stream().allMatch(file -> file.member() != null);
    String archive = isArchived ? "*.zip#*" : "*";
    return folder + (isDeep ? start + (start.isEmpty() ? "**/" : "*/**/") : start) + archive + kind;
  }

  private static String name(String prefix) {
    String[] words = prefix.replaceAll("[^A-Za-z0-9]+", " ").strip().split(" ");
    String last = words[words.length - 1].toLowerCase(Locale.ROOT);
    return last.isEmpty() ? "files" : last.matches("\\d.*") ? "files_" + last : last;
  }

  private Map<String, String> format(String kind, SourceFile sample) {
    FileContent content = new Contents(bucket).of(sample);
    String lower = kind.toLowerCase(Locale.ROOT);
    byte[] start;
    try (InputStream in = content.open(0, SAMPLE)) {
      start = in.readNBytes(SAMPLE);
    } catch (IOException e) {
      throw Problem.source(sample.url() + ": it can't be read: " + e.getMessage(), e);
    }
    if (begins(start, "PAR1")) {
      return Map.of("filetype", "parquet");
    }
    if (begins(start, "Obj\u0001")) {
      return Map.of("filetype", "avro");
    }
    if (lower.endsWith(".xlsx") || lower.endsWith(".xls")) {
      return Map.of("filetype", "excel");
    }
    boolean isDocument = DOCUMENTS.contains(lower) && !lower.equals(".txt");
    return isDocument ? Map.of("filetype", "unstructured") : TextGuess.of(start).format();
  }

  private static boolean begins(byte[] bytes, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= bytes.length || bytes[i] != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
