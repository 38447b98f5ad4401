package dev.tidemark.manifest.retriever;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Properties that an endpoint of the source lists; asked for once. */
final class PropertyEndpoint {
  private final Retriever retriever;
  private final List<Expression> path;
  private List<String> names;

  PropertyEndpoint(Component component, Function<Component, Retriever> retrievers) {
    retriever = retrievers.apply(component.child("retriever"));
    path = component.expressions("property_field_path", Names.NONE);
    if (path.isEmpty()) {
      component.flaw("property_field_path", "is missing; a list of keys is expected");
    }
  }

  synchronized List<String> names(Calls calls) {
    if (names == null) {
      names = List.copyOf(read(calls));
    }
    return names;
  }

  private List<String> read(Calls calls) {
    FieldPath field =
        new FieldPath(path.stream().map(part -> part.textIn(Expression.NOTHING)).toList());
    List<String> found = new ArrayList<>();
    Slice all = Slice.whole("properties");
    PagePosition position = PagePosition.FIRST;
    while (position != null) {
      RecordBatch page = retriever.read(all, position, calls);
      page.records().forEach(record -> found.add(name(field, record)));
      position = page.following();
    }
    return found;
  }

  private static String name(FieldPath field, JsonObject record) {
    Object value = field.find(record);
    if (value == FieldPath.ABSENT || value == null) {
      throw Problem.source(
          "a property of the endpoint has nothing at "
              + field.segments()
              + "; it has "
              + record.names());
    }
    return PythonText.str(value);
  }
}
