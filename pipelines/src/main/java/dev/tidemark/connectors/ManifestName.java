package dev.tidemark.connectors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a manifest is called where nobody says: as its file or its folder. */
public final class ManifestName {
  /** In the public registry the last folder is the version. */
  private static final Pattern REGISTRY =
      Pattern.compile(".*/source-([a-z0-9-]+)/([^/]+)/manifest\\.ya?ml");

  private static final Pattern UNNAMED = Pattern.compile("manifest\\.ya?ml");

  private ManifestName() {}

  /**
   * By the path of a file or of a URL: {@code acme} for {@code acme.yaml}, {@code
   * acme/manifest.yaml}.
   */
  public static String of(String path) {
    Matcher registry = REGISTRY.matcher(path);
    if (registry.matches()) {
      return registry.group(1);
    }
    String[] parts = path.split("[/\\\\]");
    String file = parts[parts.length - 1];
    boolean hasFolder = parts.length > 1 && !parts[parts.length - 2].isEmpty();
    return UNNAMED.matcher(file).matches() && hasFolder
        ? parts[parts.length - 2]
        : file.replaceFirst("\\.ya?ml$", "");
  }

  /** The version in the path of a URL, empty where it is of another scheme. */
  static String version(String path) {
    Matcher registry = REGISTRY.matcher(path);
    return registry.matches() ? registry.group(2) : "";
  }
}
