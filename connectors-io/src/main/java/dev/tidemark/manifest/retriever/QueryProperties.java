package dev.tidemark.manifest.retriever;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.transform.Transformation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The properties that records are asked for, in as many portions as it takes: each page is asked
 * for once a portion, and what the answers say of one record is put together. Safe for any number
 * of threads.
 */
public final class QueryProperties {
  /** Pages are asked for once, without naming properties. */
  public static final QueryProperties NONE =
      new QueryProperties(null, List.of(), QueryProperties::all, null);

  private static final List<String> LIMITS = List.of("characters", "property_count");

  /** What a name takes beside its letters: the encoded comma. */
  private static final int SEPARATOR = 3;

  private final Function<Calls, List<String>> names;
  private final List<String> always;
  private final Function<Calls, Collection<String>> selected;
  private final Chunking chunking;

  /**
   * @param limit how much a portion may hold; none where it is zero
   * @param countsLetters whether that is letters, and not names
   */
  private record Chunking(long limit, boolean countsLetters, PropertyMerge merge) {
    long size(String name) {
      return countsLetters ? name.length() + SEPARATOR : 1;
    }
  }

  private QueryProperties(
      Function<Calls, List<String>> names,
      List<String> always,
      Function<Calls, Collection<String>> selected,
      Chunking chunking) {
    this.names = names;
    this.always = always;
    this.selected = selected;
    this.chunking = chunking;
  }

  /**
   * What makes such properties of a component.
   *
   * @param retrievers compiles what reads them from an endpoint
   * @param subject of the properties
   */
  public static Registry<QueryProperties> registry(
      Function<Component, Retriever> retrievers, Subject subject) {
    return Registry.<QueryProperties>of("query properties")
        .with("QueryProperties", component -> compile(component, retrievers, subject));
  }

  /**
   * What has the properties.
   *
   * @param stream its name
   * @param schema of its records
   * @param needed fields that records must have whatever is wanted of them
   */
  public record Subject(String stream, RecordSchema schema, Set<String> needed) {}

  /** All properties that an endpoint lists. */
  public static QueryProperties ofEndpoint(
      Component component, Function<Component, Retriever> retrievers) {
    return new QueryProperties(
        endpoint(component, retrievers), List.of(), QueryProperties::all, null);
  }

  private static QueryProperties compile(
      Component component, Function<Component, Retriever> retrievers, Subject subject) {
    return new QueryProperties(
        names(component, retrievers),
        component.texts("always_include_properties"),
        component
            .optional("property_selector")
            .map(s -> selected(s, subject))
            .orElse(QueryProperties::all),
        component.optional("property_chunking").map(QueryProperties::chunking).orElse(null));
  }

  private static Function<Calls, List<String>> names(
      Component component, Function<Component, Retriever> retrievers) {
    if (component.raw("property_list") instanceof List<?>) {
      List<String> names = component.texts("property_list");
      return calls -> names;
    }
    return endpoint(component.child("property_list"), retrievers);
  }

  private static Function<Calls, List<String>> endpoint(
      Component component, Function<Component, Retriever> retrievers) {
    PropertyEndpoint endpoint =
        Registry.<PropertyEndpoint>of("a list of properties")
            .with("PropertiesFromEndpoint", c -> new PropertyEndpoint(c, retrievers))
            .make(component);
    return endpoint == null ? calls -> List.of() : endpoint::names;
  }

  /** The fields of the schema that are wanted; null, that is all, where the schema names none. */
  private static Function<Calls, Collection<String>> selected(
      Component component, Subject subject) {
    List<Transformation> changes =
        Registry.<List<Transformation>>of("a property selector")
            .with(
                "JsonSchemaPropertySelector",
                selector -> Transformation.REGISTRY.makeAll(selector.children("transformations")))
            .make(component);
    return changes == null ? QueryProperties::all : calls -> selected(changes, subject, calls);
  }

  /** Null stands for all properties. */
  private static Collection<String> all(Calls calls) {
    return null;
  }

  private static Collection<String> selected(
      List<Transformation> changes, Subject subject, Calls calls) {
    JsonObject properties = subject.schema().in(calls).object("properties");
    if (properties == null || properties.isEmpty()) {
      return null;
    }
    JsonObject wanted = properties.copy();
    for (String name : properties.names()) {
      if (!subject.needed().contains(name) && !calls.wishes().include(subject.stream(), name)) {
        wanted.remove(name);
      }
    }
    changes.forEach(change -> change.apply(wanted, Expression.NOTHING));
    return Set.copyOf(wanted.names());
  }

  private static Chunking chunking(Component component) {
    String unit = component.choice("property_limit_type", LIMITS, null);
    return new Chunking(
        component.number("property_limit", 0),
        unit.equals("characters"),
        PropertyMerge.of(component));
  }

  /** What templates call the properties of a portion. */
  public Set<String> templateNames() {
    return this == NONE ? Names.NONE : Set.of(Names.QUERY_PROPERTIES);
  }

  /** The portions, at least one; null stands for one that names no properties. */
  List<List<String>> portions(Calls calls) {
    List<List<String>> portions = new ArrayList<>();
    if (this == NONE) {
      portions.add(null);
    } else if (chunking == null) {
      portions.add(joined(always, wanted(calls)));
    } else if (chunking.limit() == 0) {
      portions.add(joined(names.apply(calls), always));
    } else {
      divide(wanted(calls), portions);
    }
    return portions;
  }

  private List<String> wanted(Calls calls) {
    Collection<String> wanted = selected.apply(calls);
    return names.apply(calls).stream()
        .filter(name -> wanted == null || wanted.contains(name))
        .toList();
  }

  private void divide(List<String> wanted, List<List<String>> portions) {
    List<String> portion = new ArrayList<>(always);
    long size = 0;
    for (String name : wanted) {
      if (size > 0 && size + chunking.size(name) > chunking.limit()) {
        portions.add(portion);
        portion = new ArrayList<>(always);
        size = 0;
      }
      portion.add(name);
      size += chunking.size(name);
    }
    portions.add(portion);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** The records of a page, from the answers to all its portions so far. */
  List<JsonObject> merged(List<List<JsonObject>> answers) {
    if (chunking != null) {
      return chunking.merge().merge(answers);
    }
    return answers.size() == 1 ? answers.get(0) : answers.stream().flatMap(List::stream).toList();
  }
}
