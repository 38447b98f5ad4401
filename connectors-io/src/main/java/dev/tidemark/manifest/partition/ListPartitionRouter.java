package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Span;
import java.util.List;

/** One part for each of some values. */
final class ListPartitionRouter implements PartitionRouter {
  private final List<Object> values;
  private final Expression template;
  private final String field;
  private final RequestOption option;
  private final String path;

  ListPartitionRouter(Component component) {
    boolean isTemplate = component.raw("values") instanceof String;
    template = isTemplate ? component.expression("values", Names.NONE) : null;
    values = isTemplate ? List.of() : component.items("values");
    if (!component.has("values")) {
      component.flaw("values", "is missing; a list, or a template that gives one, is expected");
    }
    field = component.evaluated("cursor_field");
    option = component.optional("request_option").map(RequestOption::compile).orElse(null);
    path = component.path();
  }

  @Override
  public PartChunk parts(Object position, Span span, Calls calls) {
    return new PartChunk(values().stream().map(this::part).toList(), null);
  }

  private Part part(Object value) {
    return new Part(JsonObject.of(field, value), new JsonObject());
  }

  private List<?> values() {
    if (template == null) {
      return values;
    }
    Object given = JsonValues.of(template.in(Expression.NOTHING));
    if (given instanceof List<?> list) {
      return list;
    }
    if (given instanceof String text) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    throw Problem.config(path + ".values must give a list, but it came out as '" + given + "'");
  }

  @Override
  public RequestInputs inputs(JsonObject partition) {
    RequestInputs inputs = new RequestInputs();
    Object value = partition.get(field);
    if (option != null && Truth.of(value)) {
      option.set(value, inputs);
    }
    return inputs;
  }

  @Override
  public boolean isListed() {
    return true;
  }

  @Override
  public List<String> fields() {
    return List.of(field);
  }

  @Override
  public boolean hasRequestOptions() {
    return option != null;
  }
}
