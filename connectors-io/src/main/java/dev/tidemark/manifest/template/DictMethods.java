package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of dicts; those that change one change the object itself. */
final class DictMethods {
  static final Map<String, Member> ALL = new HashMap<>();

  static {
    add("get", "key default?", DictMethods::get);
    add("keys", "", call -> new DictView("keys", Dictionaries.keys(call.subject())));
    add("values", "", call -> new DictView("values", Dictionaries.values(call.subject())));
    add("items", "", call -> new DictView("items", Dictionaries.items(call.subject())));
    add("copy", "", call -> Dictionaries.copy(call.subject()));
    add("update", "...", DictMethods::update);
    add("setdefault", "key default?", DictMethods::setDefault);
    add("pop", "key default?", DictMethods::pop);
    add("popitem", "", DictMethods::popItem);
    add("clear", "", DictMethods::clear);
    add("fromkeys", "iterable value?", DictMethods::fromKeys);
  }

  private DictMethods() {}

  private static void add(String name, String parameters, Function.Body body) {
    Member.method(ALL, name, parameters, body);
  }

  /** None for a missing key, which prints as {@code None}. */
  private static Object get(Invocation call) {
    Object key = call.at(0);
    if (!(key instanceof String)) {
      Equality.key(key);
    }
    return Dictionaries.get(call.subject(), key, call.at(1, null));
  }

  private static Object update(Invocation call) {
    for (Object given : call.arguments().positional()) {
      Object more = Dictionaries.is(given) ? given : ofPairs(given);
      for (Object key : Dictionaries.keys(more)) {
        Dictionaries.put(call.subject(), key, Dictionaries.get(more, key, null));
      }
    }
    call.arguments()
        .named()
        .forEach((name, value) -> Dictionaries.put(call.subject(), name, value));
    return null;
  }

  /** A dict of an iterable of pairs. */
  static Object ofPairs(Object pairs) {
    List<Object> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Object pair : Iteration.list(pairs)) {
      List<Object> parts = Iteration.list(pair);
      if (parts.size() != 2) {
        throw new EvaluationProblem("a dict is made of pairs, got " + parts.size() + " values");
      }
      Equality.key(parts.get(0));
      keys.add(parts.get(0));
      values.add(parts.get(1));
    }
    return Dictionaries.of(keys, values);
  }

  private static Object setDefault(Invocation call) {
    Equality.key(call.at(0));
    Object value = Dictionaries.get(call.subject(), call.at(0), call.at(1, null));
    Dictionaries.put(call.subject(), call.at(0), value);
    return value;
  }

  private static Object pop(Invocation call) {
    Object dict = call.subject();
    if (!Dictionaries.has(dict, call.at(0))) {
      if (call.has(1)) {
        return call.at(1);
      }
      throw new EvaluationProblem("no key " + PythonText.repr(call.at(0)) + " to pop");
    }
    Object value = Dictionaries.get(dict, call.at(0), null);
    Dictionaries.remove(dict, call.at(0));
    return value;
  }

  private static Object popItem(Invocation call) {
    List<Object> items = Dictionaries.items(call.subject());
    if (items.isEmpty()) {
      throw new EvaluationProblem("popitem(): dictionary is empty");
    }
    Object last = items.get(items.size() - 1);
    Dictionaries.remove(call.subject(), Access.item(last, 0L));
    return last;
  }

  private static Object clear(Invocation call) {
    Dictionaries.clear(call.subject());
    return null;
  }

  private static Object fromKeys(Invocation call) {
    List<Object> keys = Iteration.list(call.at(0));
    List<Object> values = new ArrayList<>();
    keys.forEach(key -> values.add(call.at(1, null)));
    return Dictionaries.of(keys, values);
  }
}
