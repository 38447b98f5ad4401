package dev.tidemark.manifest.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A manifest of one stream, on which cases lay what they are about. */
final class BaseManifest {
  private static final List<String> SOURCE = List.of();
  private static final List<String> STREAM = List.of("streams", "0");
  private static final List<String> RETRIEVER = List.of("streams", "0", "retriever");
  private static final List<String> REQUESTER = List.of("streams", "0", "retriever", "requester");
  private static final List<String> SELECTOR =
      List.of("streams", "0", "retriever", "record_selector");

  /** Components whose fields are laid over those of the base, one by one. */
  private static final Map<String, List<String>> COMPONENTS =
      Map.of(
          "source", SOURCE,
          "stream", STREAM,
          "retriever", RETRIEVER,
          "requester", REQUESTER,
          "record_selector", SELECTOR);

  /** Fields that are set as a whole, by the component that has them. */
  private static final Map<List<String>, Set<String>> FIELDS =
      Map.of(
          SOURCE,
          Set.of("definitions", "spec", "check", "api_budget", "dynamic_streams", "schemas"),
          STREAM,
          Set.of("incremental_sync", "transformations", "schema_loader", "primary_key"),
          RETRIEVER,
          Set.of("paginator", "partition_router", "decoder"),
          REQUESTER,
          Set.of("authenticator", "error_handler"),
          SELECTOR,
          Set.of("extractor", "record_filter"));

  private static final Map<String, List<String>> OWNERS = new HashMap<>(COMPONENTS);

  static {
    FIELDS.forEach((owner, fields) -> fields.forEach(field -> OWNERS.put(field, owner)));
  }

  private BaseManifest() {}

  /** The keys of a case that are laid over the base. */
  static Set<String> keys() {
    return OWNERS.keySet();
  }

  /** The base with what a case says. */
  static Map<String, Object> with(Map<String, Object> base, Entries given) {
    Map<String, Object> manifest = Entries.cast(copy(base));
    given
        .values()
        .forEach(
            (key, value) -> {
              if (COMPONENTS.containsKey(key)) {
                overlay(at(manifest, COMPONENTS.get(key)), Entries.cast(value));
              } else if (OWNERS.containsKey(key)) {
                at(manifest, OWNERS.get(key)).put(key, value);
              }
            });
    return manifest;
  }

  /** A null takes the field away. */
  private static void overlay(Map<String, Object> component, Map<String, Object> fields) {
    fields.forEach(
        (name, value) -> {
          if (value == null) {
            component.remove(name);
          } else {
            component.put(name, value);
          }
        });
  }

  private static Map<String, Object> at(Map<String, Object> manifest, List<String> path) {
    Object node = manifest;
    for (String step : path) {
      node =
          node instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) node).get(step);
    }
    return Entries.cast(node);
  }

  private static Object copy(Object node) {
    if (node instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    if (node instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, copy(value)));
      return copy;
    }
    return node;
  }
}
