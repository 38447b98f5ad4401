package dev.tidemark.simulator;

/** A fault by script: requests {@code first} to {@code last} that match the path. */
record FaultRule(String path, int first, int last, FaultKind kind) {
  boolean matches(String requested) {
    return path.endsWith("*")
        ? requested.startsWith(path.substring(0, path.length() - 1))
        : requested.equals(path);
  }

  boolean covers(int nth) {
    return first <= nth && nth <= last;
  }

  @Override
  public String toString() {
    String which = first == last ? "#" + first : "#" + first + " on";
    return path + " " + which + ": " + kind;
  }
}
