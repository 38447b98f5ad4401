package dev.tidemark.manifest.language;

/** Writes manifest paths: {@code streams[3].retriever}. */
final class Paths {
  private Paths() {}

  static String field(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
