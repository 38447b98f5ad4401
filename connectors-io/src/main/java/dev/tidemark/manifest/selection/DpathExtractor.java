package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Takes the records from a path in each element. */
final class DpathExtractor implements RecordExtractor {
  private final List<Expression> segments;
  private final FieldPath constant;
  private final boolean strict;
  private final RecordExpander expander;

  DpathExtractor(Component component, RecordExtractor.Setting setting) {
    if (!component.has("field_path") && !component.isMissing()) {
      component.flaw("field_path", "is missing; a list of keys is expected, empty for the root");
    }
    segments = component.expressions("field_path", Names.NONE);
    constant = segments.stream().allMatch(Expression::isConstant) ? path() : null;
    strict = setting.strict();
    expander =
        component
            .optional("record_expander")
            .map(RecordExpander.registry(!setting.changesRecords())::make)
            .orElse(null);
  }

  private DpathExtractor(List<Expression> segments) {
    this.segments = segments;
    constant = path();
    strict = false;
    expander = null;
  }

  static DpathExtractor root() {
    return new DpathExtractor(List.of());
  }

  private FieldPath path() {
    return new FieldPath(
        segments.stream().map(segment -> segment.textIn(Expression.NOTHING)).toList());
  }

  @Override
  public List<Object> extract(List<Object> elements) throws Undecodable {
    FieldPath path = constant == null ? path() : constant;
    List<Object> records = new ArrayList<>();
    for (Object element : elements) {
      if (path.segments().contains("*")) {
        path.findAll(element).forEach(value -> addMatch(value, records));
      } else {
        addAll(single(path, element), records);
      }
    }
    return expander == null ? records : expanded(records);
  }

  private List<Object> expanded(List<Object> records) {
    List<Object> children = new ArrayList<>();
    records.forEach(record -> expander.expand(record, children));
    return children;
  }

  private Object single(FieldPath path, Object element) throws Undecodable {
    if (path.hasGlob()) {
      List<Object> found = path.findAll(element);
      if (found.size() > 1) {
        throw Problem.config(
            "the field_path " + path.segments() + " matches " + found.size() + " places, not one");
      }
      return found.isEmpty() ? null : found.get(0);
    }
    Object value = path.find(element);
    if (strict && !path.segments().isEmpty() && (value == null || value == FieldPath.ABSENT)) {
      String found = element instanceof JsonObject object ? "; there is " + object.names() : "";
      throw new Undecodable("the answer has nothing at " + path.segments() + found);
    }
    return value == FieldPath.ABSENT ? null : value;
  }

  /** A list that is found in one place holds the records; one of several matches is one itself. */
  private static void addAll(Object value, List<Object> records) {
    if (value instanceof List<?> list) {
      records.addAll(list);
    } else {
      addOne(value, records);
    }
  }

  /** As in a list, an object is a record though it be empty. */
  private static void addMatch(Object value, List<Object> records) {
    if (value instanceof JsonObject || Truth.of(value)) {
      records.add(value);
    }
  }

  private static void addOne(Object value, List<Object> records) {
    if (Truth.of(value)) {
      records.add(value);
    }
  }
}
