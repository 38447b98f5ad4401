package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of lists, which change the list itself, and of tuples. */
final class ListMethods {
  static final Map<String, Member> ALL = new HashMap<>();
  static final Map<String, Member> OF_TUPLES = new HashMap<>();

  static {
    add("append", "item", ListMethods::append);
    add("extend", "items", ListMethods::extend);
    add("insert", "index item", ListMethods::insert);
    add("pop", "index?", ListMethods::pop);
    add("remove", "item", ListMethods::remove);
    add("reverse", "", ListMethods::reverse);
    add("sort", "reverse?", ListMethods::sort);
    add("clear", "", ListMethods::clear);
    add("copy", "", call -> new ArrayList<>(list(call)));
    add("index", "item", call -> (long) position(call));
    add("count", "item", ListMethods::count);
    OF_TUPLES.put("index", ALL.get("index"));
    OF_TUPLES.put("count", ALL.get("count"));
    // Of the pairs that the filter groupby makes.
    Member.property(OF_TUPLES, "grouper", pair -> Access.item(pair, 0L));
    Member.property(OF_TUPLES, "list", pair -> Access.item(pair, 1L));
  }

  private ListMethods() {}

  private static void add(String name, String parameters, Function.Body body) {
    Member.method(ALL, name, parameters, body);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Invocation call) {
    return (List<Object>) call.subject();
  }

  private static Object append(Invocation call) {
    Limits.items(list(call).size() + 1L);
    list(call).add(call.at(0));
    return null;
  }

  private static Object extend(Invocation call) {
    List<Object> more = Iteration.list(call.at(0));
    Limits.items((long) list(call).size() + more.size());
    list(call).addAll(more);
    return null;
  }

  private static Object insert(Invocation call) {
    int length = Limits.items(list(call).size() + 1L) - 1;
    list(call).add(Slicing.clamp(call.at(0), length, 0), call.at(1));
    return null;
  }

  private static Object pop(Invocation call) {
    List<Object> list = list(call);
    int index = call.integer(0, -1);
    int position = index < 0 ? index + list.size() : index;
    if (position < 0 || position >= list.size()) {
      throw new EvaluationProblem("pop index out of range");
    }
    return list.remove(position);
  }

  private static Object remove(Invocation call) {
    list(call).remove(position(call));
    return null;
  }

  private static Object reverse(Invocation call) {
    Collections.reverse(list(call));
    return null;
  }

  private static Object sort(Invocation call) {
    list(call).sort(call.flag(0) ? Ordering.COMPARATOR.reversed() : Ordering.COMPARATOR);
    return null;
  }

  private static Object clear(Invocation call) {
    list(call).clear();
    return null;
  }

  private static int position(Invocation call) {
    for (int i = 0; i < list(call).size(); i++) {
      if (Equality.equal(list(call).get(i), call.at(0))) {
        return i;
      }
    }
    throw new EvaluationProblem("the value is not in the list");
  }

  private static long count(Invocation call) {
    return list(call).stream().filter(item -> Equality.equal(item, call.at(0))).count();
  }
}
