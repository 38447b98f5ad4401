package dev.tidemark.manifest.language;

import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects all that is wrong with a manifest, so that its author hears of everything at once. A
 * flaw in a definition that many streams refer to is told once.
 */
public final class Flaws {
  private final List<Flaw> found = new ArrayList<>();
  private final List<Flaw> notes = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  public void add(Flaw flaw) {
    if (isNew(flaw)) {
      found.add(flaw);
    }
  }

  /** Something that is perhaps meant otherwise, but does not keep the manifest from being used. */
  void note(Flaw flaw) {
    if (isNew(flaw)) {
      notes.add(flaw);
    }
  }

  private boolean isNew(Flaw flaw) {
    // Fields that are missing side by side have the place of their component, all of them.
    String where = flaw.place() == null ? flaw.path() : flaw.place() + " " + field(flaw);
    return told.add(where + " " + flaw.message());
  }

  public List<Flaw> all() {
    return List.copyOf(found);
  }

  public List<Flaw> notes() {
    return List.copyOf(notes);
  }

  /** Throws one problem that lists all flaws, if there are any. */
  public void refuse(String manifest) {
    if (found.isEmpty()) {
      return;
    }
    String lead = "the manifest '" + manifest + "' can't be used: ";
    if (found.size() == 1) {
      throw Problem.config(lead + found.get(0));
    }
    StringBuilder text = new StringBuilder(lead + found.size() + " problems");
    lines(found).forEach(line -> text.append("\n  ").append(line));
    throw Problem.config(text.toString());
  }

  /** Flaws for people: what is the same in several places is said once. */
  public static List<String> lines(List<Flaw> flaws) {
    Map<String, List<Flaw>> alike = new LinkedHashMap<>();
    for (Flaw flaw : flaws) {
      alike.computeIfAbsent(field(flaw) + " " + flaw.message(), key -> new ArrayList<>()).add(flaw);
    }
    return alike.values().stream().map(Flaws::line).toList();
  }

  private static String line(List<Flaw> alike) {
    return alike.get(0)
        + alike.stream()
            .skip(1)
            .map(flaw -> "\n    also " + flaw.where())
            .collect(Collectors.joining());
  }

  private static String field(Flaw flaw) {
    return flaw.path().replaceFirst(".*\\.", "").replaceFirst("\\[\\d+]$", "");
  }
}
