package dev.tidemark.manifest.language;

import dev.tidemark.problem.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** Reads YAML text into maps, lists and JSON scalars, and notes where each of them stands. */
final class YamlReader extends SafeConstructor {
  /** The largest public manifest has 1.3 million characters. */
  private static final int MAX_LENGTH = 64 << 20;

  private static final int MAX_DEPTH = 200;

  private final Places places;

  private YamlReader(LoaderOptions options, Places places) {
    super(options);
    this.places = places;
  }

  static Object read(String name, String text, Places places) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_LENGTH);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setWarnOnDuplicateKeys(false);
    YamlReader reader = new YamlReader(options, places);
    DumperOptions unused = new DumperOptions();
    Yaml yaml = new Yaml(reader, new Representer(unused), unused, options, new YamlResolver());
    try {
      Node node = yaml.compose(new StringReader(text));
      return node == null ? null : reader.value(node, 0);
    } catch (MarkedYAMLException e) {
      String where = e.getProblemMark() == null ? "" : place(e.getProblemMark()) + ": ";
      throw Problem.config(
          "the manifest '" + name + "' is not well-formed YAML: " + where + e.getProblem());
    } catch (YAMLException e) {
      throw Problem.config(
          "the manifest '" + name + "' is not well-formed YAML: " + e.getMessage());
    }
  }

  private Object value(Node node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new YAMLException("nested more than " + MAX_DEPTH + " deep at " + place(node));
    }
    if (node instanceof MappingNode mapping) {
      return map(mapping, depth);
    }
    return node instanceof SequenceNode sequence
        ? list(sequence, depth)
        : YamlScalars.value((ScalarNode) node);
  }

  private Map<String, Object> map(MappingNode node, int depth) {
    flattenMapping(node);
    Map<String, Object> map = new LinkedHashMap<>();
    places.put(map, null, place(node));
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new YAMLException("a key that is no plain text at " + place(entry.getKeyNode()));
      }
      map.put(key.getValue(), value(entry.getValueNode(), depth + 1));
      places.put(map, key.getValue(), place(key));
    }
    return map;
  }

  private List<Object> list(SequenceNode node, int depth) {
    List<Object> list = new ArrayList<>(node.getValue().size());
    places.put(list, null, place(node));
    for (Node item : node.getValue()) {
      places.put(list, "" + list.size(), place(item));
      list.add(value(item, depth + 1));
    }
    return list;
  }

  private static Place place(Node node) {
    return place(node.getStartMark());
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
