package dev.tidemark.manifest.auth;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.PythonText;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds out whether a source's credentials are spent by their use, so that only one machine can
 * have the newest ones.
 */
public final class SpentCredentials {
  private final JsonObject config;

  private SpentCredentials(JsonObject config) {
    this.config = config;
  }

  /** Whether that is so for some stream of the manifest with its config. */
  public static boolean areUsedBy(Component root) {
    SpentCredentials search = new SpentCredentials(root.config());
    return search.isIn(root.raw("streams")) || search.isIn(root.raw("dynamic_streams"));
  }

  private boolean isIn(Object node) {
    if (node instanceof Collection<?> items) {
      return items.stream().anyMatch(this::isIn);
    }
    if (!(node instanceof Map<?, ?> fields)) {
      return false;
    }
    return switch (String.valueOf(fields.get("type"))) {
      case "OAuthAuthenticator" -> fields.get("refresh_token_updater") != null;
      case "SelectiveAuthenticator" -> isIn(selected(fields));
      default -> isIn(fields.values());
    };
  }

  private Object selected(Map<?, ?> selective) {
    Object path = selective.get("authenticator_selection_path");
    List<String> names =
        path instanceof List<?> list ? list.stream().map(PythonText::str).toList() : List.of();
    String choice = PythonText.str(SelectiveAuthenticator.select(config, names));
    return selective.get("authenticators") instanceof Map<?, ?> all ? all.get(choice) : null;
  }
}
