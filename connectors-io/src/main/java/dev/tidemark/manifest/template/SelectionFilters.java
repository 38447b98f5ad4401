package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Jinja's filters that apply a filter or a test to every item: map, select and their kin. */
final class SelectionFilters {
  static final List<Function> ALL =
      List.of(
          Function.of("map", "...", SelectionFilters::map),
          Function.of("select", "...", call -> select(call, false, true)),
          Function.of("reject", "...", call -> select(call, false, false)),
          Function.of("selectattr", "...", call -> select(call, true, true)),
          Function.of("rejectattr", "...", call -> select(call, true, false)));

  private SelectionFilters() {}

  private static Object map(Invocation call) {
    if (!Truth.of(call.subject())) {
      return Generator.of("sync_do_map", Collections.emptyIterator());
    }
    Arguments arguments = call.arguments();
    UnaryOperator<Object> change =
        arguments.positional().isEmpty() && arguments.named().containsKey("attribute")
            ? attribute(arguments.named())
            : filter(call);
    Iterator<Object> items = Iteration.over(call.subject());
    return Generator.of("sync_do_map", new Mapped(items, change));
  }

  private static UnaryOperator<Object> attribute(Map<String, Object> named) {
    AttributePath path =
        AttributePath.of(named.get("attribute"), true).orElse(named.get("default"));
    for (String name : named.keySet()) {
      if (!name.equals("attribute") && !name.equals("default")) {
        throw new EvaluationProblem("unexpected keyword argument '" + name + "'");
      }
    }
    return path::of;
  }

  private static UnaryOperator<Object> filter(Invocation call) {
    List<Object> given = call.arguments().positional();
    if (given.isEmpty()) {
      throw new EvaluationProblem("map requires a filter argument");
    }
    Function filter = Filters.ALL.get(PythonText.str(given.get(0)));
    if (filter == null) {
      throw new EvaluationProblem("no filter named '" + PythonText.str(given.get(0)) + "'");
    }
    Arguments rest = new Arguments(given.subList(1, given.size()), call.arguments().named());
    return item -> filter.call(call.frame(), item, rest);
  }

  private static Object select(Invocation call, boolean byAttribute, boolean wanted) {
    List<Object> given = call.arguments().positional();
    if (byAttribute && given.isEmpty()) {
      throw new EvaluationProblem("missing parameter for attribute name");
    }
    AttributePath path = AttributePath.of(byAttribute ? given.get(0) : null, true);
    Predicate<Object> test = test(call, given.subList(byAttribute ? 1 : 0, given.size()));
    List<Object> kept = new ArrayList<>();
    Object items = Truth.of(call.subject()) ? call.subject() : List.of();
    for (Object item : Iteration.list(items)) {
      if (test.test(path.of(item)) == wanted) {
        kept.add(item);
      }
    }
    return Generator.of("select_or_reject", kept.iterator());
  }

  /** Without the name of a test it is the truth of the value that counts. */
  private static Predicate<Object> test(Invocation call, List<Object> nameAndArguments) {
    if (nameAndArguments.isEmpty()) {
      return Truth::of;
    }
    String name = PythonText.str(nameAndArguments.get(0));
    Function test = Predicates.ALL.get(name);
    if (test == null) {
      throw new EvaluationProblem("no test named '" + name + "'");
    }
    Arguments rest =
        new Arguments(
            nameAndArguments.subList(1, nameAndArguments.size()), call.arguments().named());
    return value -> Truth.of(test.call(call.frame(), value, rest));
  }

  /** Changes items only as they are taken. */
  private record Mapped(Iterator<Object> items, UnaryOperator<Object> change)
      implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Object next() {
      return change.apply(items.next());
    }
  }
}
