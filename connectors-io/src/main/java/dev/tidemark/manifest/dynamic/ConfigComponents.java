package dev.tidemark.manifest.dynamic;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.requester.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The entries of lists in the config; of several lists each entry with each other one. */
final class ConfigComponents implements ComponentsResolver {
  private final List<List<Object>> lists;

  ConfigComponents(Component component) {
    if (!component.has("stream_config")) {
      component.flaw("stream_config", "is missing; where in the config the streams are listed");
    }
    lists =
        Registry.<List<Object>>of("a stream config")
            .with("StreamConfig", ConfigComponents::entries)
            .makeAll(component.children("stream_config"));
  }

  private static List<Object> entries(Component component) {
    List<String> path =
        component.items("configs_pointer").stream()
            .map(key -> component.evaluated("configs_pointer", key))
            .toList();
    if (!component.has("configs_pointer")) {
      component.flaw("configs_pointer", "is missing; a list of keys is expected");
    }
    Object found = new FieldPath(path).findOne(component.config());
    List<Object> entries = new ArrayList<>();
    if (found instanceof List<?> list) {
      entries.addAll(list);
    } else if (found != FieldPath.ABSENT) {
      entries.add(found);
    }
    entries.addAll(component.jsonItems("default_values"));
    return entries;
  }

  @Override
  public List<Values> values(Calls calls) {
    List<Values> values = new ArrayList<>();
    combine(0, new JsonObject(), values);
    return values;
  }

  private void combine(int list, JsonObject chosen, List<Values> values) {
    if (list == lists.size()) {
      values.add(new Values(chosen, Map.of()));
      return;
    }
    List<Object> entries = lists.get(list);
    for (int i = 0; i < entries.size(); i++) {
      JsonObject more = chosen.copy();
      if (entries.get(i) instanceof JsonObject entry) {
        JsonObject own = entry.copy();
        own.names().forEach(name -> more.put(name, own.get(name)));
      } else if (!more.has("source_config_" + list)) {
        List<Object> numbered = new ArrayList<>();
        numbered.add((long) i);
        numbered.add(entries.get(i));
        more.put("source_config_" + list, numbered);
      }
      combine(list + 1, more, values);
    }
  }

  @Override
  public boolean asks() {
    return false;
  }
}
