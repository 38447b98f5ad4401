package dev.tidemark.manifest.auth.jwt;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.requester.NestedTemplate;
import dev.tidemark.manifest.template.JsonLoads;
import dev.tidemark.manifest.template.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a token says in one of its parts: the registered names, and whatever else. */
final class Claims {
  /** What the templates of tokens may use. */
  static final Set<String> NAMES = Set.of("json_loads");

  static final Scope SCOPE = Scope.of(Map.of("json_loads", JsonLoads.FUNCTION));

  private final Map<String, Expression> registered = new LinkedHashMap<>();
  private final NestedTemplate additional;

  /**
   * @param field where the registered names are
   * @param settable those that a manifest may give there
   * @param computed those that come from elsewhere
   */
  Claims(Component component, String field, List<String> settable, List<String> computed) {
    Component given = component.optional(field).orElse(null);
    for (String name : settable) {
      if (given != null && given.has(name)) {
        registered.put(name, given.expression(name, NAMES));
      }
    }
    String more = "additional_" + field;
    List<String> reserved = new ArrayList<>(settable);
    reserved.addAll(computed);
    for (String name : component.json(more).names()) {
      if (reserved.contains(name)) {
        component.flaw(more + "." + name, "is reserved; " + field + " is where it belongs");
      }
    }
    additional = NestedTemplate.compile(component, more, NAMES);
  }

  void addTo(JsonObject claims) {
    if (additional.in(SCOPE) instanceof JsonObject more) {
      more.names().forEach(name -> claims.put(name, more.get(name)));
    }
    registered.forEach((name, value) -> claims.put(name, value.in(SCOPE)));
  }
}
