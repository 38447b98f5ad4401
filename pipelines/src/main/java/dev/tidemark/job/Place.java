package dev.tidemark.job;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a job file.
 *
 * @param file its name
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
  static Place of(String file, Node node) {
    return of(file, node.getStartMark());
  }

  static Place of(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
