package dev.tidemark.manifest.language;

import dev.tidemark.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Finds the Java class for a component that names a Python one. */
final class Customs {
  private Customs() {}

  /** What the component describes, or null, and the reason noted, where that can't be made. */
  static <K> K make(Component component, Class<K> kind) {
    String name = component.text("class_name");
    if (name.isEmpty()) {
      return null;
    }
    List<CustomComponent<?>> plugged = plugged(component);
    List<CustomComponent<?>> fitting =
        plugged.stream().filter(custom -> fits(custom, name, component.source())).toList();
    if (fitting.isEmpty()) {
      component.flaw(missing(component.type(), name, plugged));
      return null;
    }
    CustomComponent<?> custom = fitting.get(0);
    if (fitting.size() > 1) {
      component.flaw(
          "there are several classes for '"
              + name
              + "': "
              + names(fitting)
              + "; remove all but one");
      return null;
    }
    if (!custom.kind().equals(kind)) {
      component.flaw(
          custom.getClass().getName()
              + " makes "
              + custom.kind().getSimpleName()
              + "; "
              + kind.getSimpleName()
              + " is needed here");
      return null;
    }
    try {
      return kind.cast(custom.make(component));
    } catch (RuntimeException | LinkageError e) {
      component.flaw(custom.getClass().getName() + " failed with " + e);
      return null;
    }
  }

  private static boolean fits(CustomComponent<?> custom, String name, String source) {
    boolean isForSource = custom.source().isEmpty() || custom.source().equals(source);
    return isForSource && custom.className().equals(name);
  }

  private static List<CustomComponent<?>> plugged(Component component) {
    ServiceLoader<?> loader =
        ServiceLoader.load(CustomComponent.class, Customs.class.getClassLoader());
    List<CustomComponent<?>> plugged = new ArrayList<>();
    try {
      loader.forEach(custom -> plugged.add((CustomComponent<?>) custom));
      return plugged;
    } catch (ServiceConfigurationError | LinkageError e) {
      // A class for a newer Java, say.
      component.flaw("a class that is plugged in can't be loaded: " + e.getMessage());
      return List.of();
    }
  }

  private static String missing(String type, String name, List<CustomComponent<?>> plugged) {
    Set<String> known = new TreeSet<>();
    plugged.forEach(custom -> known.add(custom.className()));
    return type
        + " needs the Python class '"
        + name
        + "', which can't be run here; a Java class can take its place, see docs/manifests."
        + Nearest.hint(name, known);
  }

  private static String names(List<CustomComponent<?>> customs) {
    return String.join(
        ", ", customs.stream().map(custom -> custom.getClass().getName()).sorted().toList());
  }
}
