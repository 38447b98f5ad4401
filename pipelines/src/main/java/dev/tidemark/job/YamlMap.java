package dev.tidemark.job;

import dev.tidemark.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML map whose parts know where they stand. What is wrong is added to the findings. */
final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})\\s*(ms|s|m|h|d)");

  private final Node self;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Variables variables;
  private final Findings findings;

  YamlMap(Node node, Variables variables, Findings findings) {
    this.self = node;
    this.variables = variables;
    this.findings = findings;
    if (!(node instanceof MappingNode map)) {
      if (!isNull(node)) {
        findings.add(node, "must be a map of names and values");
      }
      return;
    }
    for (NodeTuple entry : map.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      if (values.containsKey(key)) {
        findings.add(entry.getKeyNode(), "'" + key + "' stands here a second time");
      }
      values.put(key, entry.getValueNode());
      keys.put(key, entry.getKeyNode());
    }
  }

  Node node() {
    return self;
  }

  Collection<String> names() {
    return values.keySet();
  }

  /** Where the name stands, or the map itself where it does not stand at all. */
  Node keyNode(String name) {
    return keys.getOrDefault(name, self);
  }

  Optional<Node> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(node -> !isNull(node));
  }

  void allowOnly(List<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        findings.add(
            keys.get(name),
            "unknown key '"
                + name
                + "'."
                + Nearest.hint(name, known)
                + " Known: "
                + String.join(", ", known));
      }
    }
  }

  Optional<String> text(String name) {
    return get(name).flatMap(node -> scalar(node, name));
  }

  Optional<YamlMap> map(String name) {
    return get(name).map(node -> new YamlMap(node, variables, findings));
  }

  List<String> texts(String name) {
    return get(name).map(node -> texts(node, name)).orElse(List.of());
  }

  /** A list of texts, or one text alone. */
  List<String> texts(Node node, String name) {
    if (!(node instanceof SequenceNode list)) {
      return scalar(node, name).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    list.getValue().forEach(item -> scalar(item, name).ifPresent(texts::add));
    return texts;
  }

  Optional<Integer> positive(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().matches("[1-9][0-9]{0,5}")) {
      findings.add(values.get(name), name + " must be a whole number of at least 1");
      return Optional.empty();
    }
    return text.map(Integer::valueOf);
  }

  Optional<Duration> duration(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      findings.add(values.get(name), "'" + text.get() + "' is no time such as 10s or 1m");
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  Optional<Boolean> flag(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().matches("true|false")) {
      findings.add(values.get(name), name + " must be true or false");
      return Optional.empty();
    }
    return text.map(Boolean::valueOf);
  }

  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    return text(name).flatMap(text -> choice(values.get(name), text, type));
  }

  private <E extends Enum<E>> Optional<E> choice(Node node, String text, Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String lower = constant.name().toLowerCase(Locale.ROOT);
      names.add(lower);
      if (lower.equals(text)) {
        return Optional.of(constant);
      }
    }
    findings.add(
        node,
        "'" + text + "' is none of " + String.join(", ", names) + "." + Nearest.hint(text, names));
    return Optional.empty();
  }

  private Optional<String> scalar(Node node, String name) {
    if (node instanceof ScalarNode scalar) {
      return variables.resolve(scalar, findings).map(Variables.Resolved::text);
    }
    findings.add(node, name + " must be a single value");
    return Optional.empty();
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
