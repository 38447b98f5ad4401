package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.ValueType;
import java.util.List;
import java.util.Set;

/** What a manifest puts into the body of a request. */
@FunctionalInterface
interface RequestBody {
  void addTo(RequestInputs inputs, Scope scope);

  /** The body that a requester describes in one of the ways there are. */
  static RequestBody compile(Component requester, Set<String> names) {
    if (requester.has("request_body_json") && requester.has("request_body_data")) {
      requester.flaw("request_body_data", "and request_body_json exclude each other");
    }
    if (requester.has("request_body_json")) {
      return json(requester, "request_body_json", names);
    }
    if (requester.has("request_body_data")) {
      return data(requester, "request_body_data", names);
    }
    RequestBody typed = requester.optional("request_body").map(registry(names)::make).orElse(null);
    return typed == null ? (inputs, scope) -> {} : typed;
  }

  private static Registry<RequestBody> registry(Set<String> names) {
    return Registry.<RequestBody>of("a request body")
        .with("RequestBodyJsonObject", body -> json(body, "value", names))
        .with("RequestBodyGraphQL", body -> json(body, "value", names))
        .with("RequestBodyUrlEncodedForm", body -> data(body, "value", names))
        .with("RequestBodyPlainText", body -> data(body, "value", names));
  }

  private static RequestBody json(Component component, String field, Set<String> names) {
    if (component.raw(field) instanceof List<?>) {
      component.flaw(field, "must be a map, not a list");
    }
    NestedTemplate template = NestedTemplate.compile(component, field, names);
    return (inputs, scope) -> {
      if (template.in(scope) instanceof JsonObject body) {
        inputs.json(body);
      }
    };
  }

  private static RequestBody data(Component component, String field, Set<String> names) {
    if (component.raw(field) instanceof String) {
      return text(component.expression(field, names));
    }
    FlatMapping mapping = FlatMapping.compile(component, field, names);
    Set<ValueType> types = Requester.PARAMETER_TYPES;
    return (inputs, scope) -> inputs.form().putAll(mapping.in(scope, types));
  }

  /** A text that reads as a map is sent as a form, in the reference too. */
  private static RequestBody text(Expression expression) {
    return (inputs, scope) -> {
      Object value = expression.in(scope, Set.of(ValueType.STRING, ValueType.MAPPING));
      if (value instanceof JsonObject form) {
        form.names().forEach(name -> inputs.form().put(name, form.get(name)));
      } else if (!value.toString().isEmpty()) {
        inputs.text(value.toString());
      }
    };
  }
}
