package dev.tidemark.source;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Finds sources by name. */
public final class Sources {
  private Sources() {}

  /** All built-in sources, by name. */
  public static List<SourceProvider> all() {
    return ServiceLoader.load(SourceProvider.class, Sources.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(SourceProvider::name))
        .toList();
  }

  /** The built-in source of that name, or a problem that lists those there are. */
  public static SourceProvider builtIn(String name) {
    return builtIn(name, List.of());
  }

  /**
   * The same where there are others.
   *
   * @param others names of sources that are not built in
   */
  public static SourceProvider builtIn(String name, List<String> others) {
    Set<String> names = new TreeSet<>(others);
    all().forEach(provider -> names.add(provider.name()));
    return all().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.config(
                    "there is no source '"
                        + name
                        + "'."
                        + Nearest.hint(name, names)
                        + " Sources: "
                        + String.join(", ", names)
                        + "; or the path of a manifest. `tidemark connectors add"
                        + " NAME` fetches a public one"));
  }

  /** A source made from the text of a manifest. */
  public static SourceProvider ofManifest(String name, String manifest) {
    return ServiceLoader.load(ManifestLoader.class, Sources.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no manifest engine on the class path"))
        .load(name, manifest);
  }

  /** Makes sources from manifests; the manifest engine is found as this. */
  public interface ManifestLoader {
    SourceProvider load(String name, String manifest);
  }
}
