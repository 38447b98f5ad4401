package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.PythonText;
import java.util.List;

/** A place in a request where some value goes. */
public final class RequestOption {
  private enum Target {
    PARAMETER,
    HEADER,
    JSON,
    FORM
  }

  private static final List<String> WORDS =
      List.of("request_parameter", "header", "body_json", "body_data");

  private final Target target;
  private final List<Expression> path;

  private RequestOption(Target target, List<Expression> path) {
    this.target = target;
    this.path = path;
  }

  public static RequestOption compile(Component component) {
    if (component.isMissing()) {
      return new RequestOption(Target.PARAMETER, List.of());
    }
    String word = component.choice("inject_into", WORDS, null);
    Target target = Target.values()[Math.max(0, WORDS.indexOf(word))];
    boolean isNested = component.has("field_path");
    if (isNested && target != Target.JSON) {
      // A parameter of that name, meant for an extractor, comes down to options too.
      isNested = !component.has("field_name");
      if (isNested) {
        component.flaw("field_path", "works only with 'inject_into: body_json'");
      }
    } else if (isNested && component.has("field_name")) {
      component.flaw("field_path", "and field_name exclude each other");
    }
    return new RequestOption(
        target,
        isNested
            ? component.expressions("field_path", Names.NONE)
            : List.of(component.expression("field_name", Names.NONE)));
  }

  /** A header of that name. */
  public static RequestOption header(Expression name) {
    return new RequestOption(Target.HEADER, List.of(name));
  }

  /** Sets the value in a request. */
  public void set(Object value, RequestInputs inputs) {
    String name = path.get(path.size() - 1).textIn(Expression.NOTHING);
    switch (target) {
      case PARAMETER -> inputs.parameters().put(name, value);
      case HEADER -> inputs.headers().put(name, PythonText.str(value));
      case FORM -> inputs.form().put(name, value);
      case JSON -> parent(inputs.json()).put(name, value);
    }
  }

  private JsonObject parent(JsonObject body) {
    JsonObject parent = body;
    for (Expression segment : path.subList(0, path.size() - 1)) {
      String name = segment.textIn(Expression.NOTHING);
      if (parent.object(name) == null) {
        parent.put(name, new JsonObject());
      }
      parent = parent.object(name);
    }
    return parent;
  }
}
