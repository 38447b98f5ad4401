package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All filters by name: those of the manifest language and Jinja's own. */
final class Filters {
  static final Map<String, Function> ALL =
      Stream.of(
              CodecFilters.ALL,
              TextFilters.ALL,
              NumberFilters.ALL,
              SequenceFilters.ALL,
              SelectionFilters.ALL,
              general())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Function::name, filter -> filter));

  private Filters() {}

  private static List<Function> general() {
    return List.of(
        Function.of("default", "default_value? boolean?", Filters::orDefault),
        Function.of("d", "default_value? boolean?", Filters::orDefault),
        Function.of("attr", "name", call -> Access.attributeOnly(call.subject(), call.text(0))),
        Function.of("tojson", "indent?", Filters::toJson),
        Function.of("pprint", "", call -> PythonText.repr(call.subject())));
  }

  private static Object orDefault(Invocation call) {
    boolean missing = call.subject() instanceof Undefined;
    boolean replaced = missing || (call.flag(1) && !Truth.of(call.subject()));
    return replaced ? call.at(0, "") : call.subject();
  }

  /** Safe inside HTML, as Jinja makes it. */
  private static String toJson(Invocation call) {
    boolean indented = call.has(0) && call.at(0) != null;
    JsonText json = JsonText.sorted(indented ? call.integer(0) : -1);
    UnaryOperator<String> safe =
        text ->
            text.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    return safe.apply(json.write(call.subject()));
  }
}
