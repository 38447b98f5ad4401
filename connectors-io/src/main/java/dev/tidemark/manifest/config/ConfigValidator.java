package dev.tidemark.manifest.config;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.template.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something that a config must fulfil. */
interface ConfigValidator {
  Registry<ConfigValidator> REGISTRY =
      Registry.<ConfigValidator>of("a validation of the config")
          .with("DpathValidator", ConfigValidator::atPath)
          .with("PredicateValidator", ConfigValidator::ofValue);

  /** What is wrong with a config; empty if nothing is. */
  List<String> faults(JsonObject config);

  private static ConfigValidator atPath(Component component) {
    List<Expression> segments = component.expressions("field_path", Names.NONE);
    if (segments.isEmpty()) {
      component.flaw("field_path", "is missing; a list of keys is expected");
    }
    ValueCheck check = ValueCheck.REGISTRY.make(component.child("validation_strategy"));
    return config -> {
      Scope scope = Scope.of(Map.of("config", config));
      FieldPath path = new FieldPath(segments.stream().map(s -> s.textIn(scope)).toList());
      List<String> faults = new ArrayList<>();
      // What is not there need not be right.
      for (Object value : path.findAll(config)) {
        check.faults(value).forEach(f -> faults.add(String.join(".", path.segments()) + ": " + f));
      }
      return faults;
    };
  }

  private static ConfigValidator ofValue(Component component) {
    Expression value = component.expression("value", Names.NONE);
    ValueCheck check = ValueCheck.REGISTRY.make(component.child("validation_strategy"));
    return config -> check.faults(JsonValues.of(value.in(Scope.of(Map.of("config", config)))));
  }
}
