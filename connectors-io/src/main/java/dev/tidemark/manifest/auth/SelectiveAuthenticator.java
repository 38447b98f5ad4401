package dev.tidemark.manifest.auth;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Nearest;
import java.util.List;

/** One of several authenticators, chosen by a value of the config. */
final class SelectiveAuthenticator {
  private SelectiveAuthenticator() {}

  static Authenticator compile(Component component, Registry<Authenticator> registry) {
    JsonObject variants = component.json("authenticators");
    List<String> path = component.texts("authenticator_selection_path");
    if (path.isEmpty()) {
      component.flaw(
          "authenticator_selection_path", "is missing; a path in the config is expected");
    }
    String choice = PythonText.str(select(component.config(), path));
    Component authenticators = component.child("authenticators");
    Authenticator chosen = null;
    for (String name : variants.names()) {
      // All are compiled, so that a flaw in any of them shows.
      Authenticator variant = registry.make(authenticators.child(name));
      chosen = name.equals(choice) ? variant : chosen;
    }
    if (!variants.has(choice)) {
      component.flaw(unknown(path, choice, variants.names()));
    }
    return chosen;
  }

  /** The value at a path of the config, or null. */
  static Object select(JsonObject config, List<String> path) {
    Object value = config;
    for (String segment : path) {
      value = value instanceof JsonObject object ? object.get(segment) : null;
    }
    return value;
  }

  private static String unknown(List<String> path, String choice, List<String> known) {
    return "the config's '"
        + String.join(".", path)
        + "' is '"
        + choice
        + "'; one of "
        + String.join(", ", known)
        + " is expected."
        + Nearest.hint(choice, known);
  }
}
