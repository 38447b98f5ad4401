package dev.tidemark.job;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The values of a source's config. What type a value has is the spec's to say: {@code 0123} is a
 * text where a text is wanted, and what comes from a variable is a number where a number is.
 */
final class ConfigValues {
  private final Variables variables;
  private final Findings findings;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();

  ConfigValues(Variables variables, Findings findings) {
    this.variables = variables;
    this.findings = findings;
  }

  JsonObject read(Node node, JsonObject schema) {
    return node instanceof MappingNode map ? object(map, schema, "") : new JsonObject();
  }

  /** Where a value stands, by path. */
  Map<String, Node> nodes() {
    return nodes;
  }

  /** Which environment variable a value came from, by path. */
  Map<String, String> environment() {
    return environment;
  }

  /** Paths of values that came from secrets. */
  Set<String> secrets() {
    return secrets;
  }

  private JsonObject object(MappingNode map, JsonObject schema, String prefix) {
    JsonObject properties = schema == null ? null : schema.object("properties");
    JsonObject object = new JsonObject();
    for (NodeTuple entry : map.getValue()) {
      String name = ((ScalarNode) entry.getKeyNode()).getValue();
      String path = prefix + name;
      nodes.put(path, entry.getKeyNode());
      JsonObject property = properties == null ? null : properties.object(name);
      object.put(name, value(entry.getValueNode(), property, path));
    }
    return object;
  }

  private Object value(Node node, JsonObject schema, String path) {
    if (node instanceof MappingNode map) {
      return object(map, schema, path + ".");
    }
    if (node instanceof SequenceNode list) {
      List<Object> items = new ArrayList<>();
      JsonObject itemSchema = schema == null ? null : schema.object("items");
      list.getValue().forEach(item -> items.add(value(item, itemSchema, path)));
      return items;
    }
    ScalarNode scalar = (ScalarNode) node;
    Variables.Resolved resolved = variables.resolve(scalar, findings).orElse(null);
    if (resolved == null || YamlMap.isNull(node)) {
      return null;
    }
    if (resolved.variable() != null) {
      environment.put(path, resolved.variable());
    }
    if (resolved.secret()) {
      secrets.add(path);
    }
    boolean filledIn = !resolved.text().equals(scalar.getValue());
    return typed(resolved.text(), scalar.getTag(), filledIn, types(schema));
  }

  private static List<String> types(JsonObject schema) {
    Object type = schema == null ? null : schema.get("type");
    if (type instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return type == null ? List.of() : List.of(type.toString());
  }

  private static Object typed(String text, Tag tag, boolean filledIn, List<String> wanted) {
    if (wanted.contains("string") || (wanted.isEmpty() && tag.equals(Tag.STR))) {
      return text;
    }
    boolean mayBeOther = filledIn || !tag.equals(Tag.STR);
    if (mayBeOther && text.matches("(?i)true|false|yes|no|on|off")) {
      return text.matches("(?i)true|yes|on");
    }
    if (mayBeOther && text.matches("[-+]?[0-9][0-9_]*(\\.[0-9]*)?([eE][-+]?[0-9]{1,3})?")) {
      return number(text.replace("_", ""));
    }
    return text;
  }

  private static Object number(String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    try {
      return Json.parse(plain.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntax e) {
      // 007 or 1. : numbers for people, if not for JSON
      return new BigDecimal(plain).longValue();
    }
  }
}
