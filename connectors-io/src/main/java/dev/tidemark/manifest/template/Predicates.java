package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Jinja's tests: what may stand after {@code is}. */
final class Predicates {
  private interface Test {
    boolean of(Object value);
  }

  static final Map<String, Function> ALL =
      functions().stream().collect(Collectors.toUnmodifiableMap(Function::name, test -> test));

  private Predicates() {}

  private static List<Function> functions() {
    List<Function> all = new ArrayList<>();
    add(all, "defined", value -> !(value instanceof Undefined));
    add(all, "undefined", value -> value instanceof Undefined);
    add(all, "none", value -> value == null);
    add(all, "boolean", value -> value instanceof Boolean);
    add(all, "true", value -> Boolean.TRUE.equals(value));
    add(all, "false", value -> Boolean.FALSE.equals(value));
    add(all, "integer", Numbers::isInteger);
    add(all, "float", Numbers::isFloat);
    add(all, "number", Numbers::is);
    add(all, "string", value -> value instanceof String);
    add(all, "mapping", Dictionaries::is);
    add(all, "iterable", Iteration::possible);
    add(all, "sequence", Predicates::isSequence);
    add(all, "callable", value -> value instanceof Callable);
    add(all, "lower", value -> TextCase.isLower(PythonText.str(value)));
    add(all, "upper", value -> TextCase.isUpper(PythonText.str(value)));
    add(all, "escaped", value -> false);
    add(all, "odd", value -> remainder(value, 2L, 1));
    add(all, "even", value -> remainder(value, 2L, 0));
    add(all, "filter", value -> value instanceof String name && Filters.ALL.containsKey(name));
    add(all, "test", value -> value instanceof String name && isTest(name));
    all.add(Function.of("divisibleby", "num", call -> remainder(call.subject(), call.at(0), 0)));
    all.add(Function.of("in", "seq", call -> Iteration.contains(call.at(0), call.subject())));
    all.add(Function.of("sameas", "other", call -> same(call.subject(), call.at(0))));
    compare(all, Comparison.EQUAL, "eq", "equalto", "==");
    compare(all, Comparison.NOT_EQUAL, "ne", "!=");
    compare(all, Comparison.LESS, "lt", "lessthan", "<");
    compare(all, Comparison.LESS_OR_EQUAL, "le", "<=");
    compare(all, Comparison.GREATER, "gt", "greaterthan", ">");
    compare(all, Comparison.GREATER_OR_EQUAL, "ge", ">=");
    return all;
  }

  private static void add(List<Function> all, String name, Test test) {
    all.add(Function.of(name, "", call -> test.of(call.subject())));
  }

  private static void compare(List<Function> all, Comparison comparison, String... names) {
    for (String name : names) {
      all.add(Function.of(name, "other", call -> comparison.holds(call.subject(), call.at(0))));
    }
  }

  private static boolean isTest(String name) {
    return ALL.containsKey(name);
  }

  private static boolean isSequence(Object value) {
    return value instanceof String
        || (value instanceof Collection && !(value instanceof DictView))
        || value instanceof Undefined
        || Dictionaries.is(value);
  }

  private static boolean remainder(Object value, Object divisor, long wanted) {
    return Equality.equal(Arithmetic.modulo(value, divisor), wanted);
  }

  private static boolean same(Object value, Object other) {
    boolean plain = value instanceof Boolean || Numbers.isInteger(value);
    return value == other || (plain && value.equals(other));
  }
}
