package dev.tidemark.job;

import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects all that is wrong with a job file, so that it can be mended in one go. */
final class Findings {
  private final String file;
  private final List<String> messages = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void add(Node node, String message) {
    messages.add(Place.of(file, node) + ": " + message);
  }

  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw Problem.config(String.join("\n", messages));
    }
  }
}
