package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call as written: {@code (a, b, name=c, *more, **named)}. */
record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression more,
    Expression moreNamed) {
  static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  Arguments evaluate(Frame frame) {
    if (positional.isEmpty() && named.isEmpty() && more == null && moreNamed == null) {
      return Arguments.NONE;
    }
    List<Object> values = new ArrayList<>(positional.size());
    for (Expression argument : positional) {
      values.add(argument.value(frame));
    }
    if (more != null) {
      values.addAll(Iteration.list(more.value(frame)));
    }
    return new Arguments(
        values, named.isEmpty() && moreNamed == null ? Map.of() : evaluateNamed(frame));
  }

  private Map<String, Object> evaluateNamed(Frame frame) {
    Map<String, Object> values = new LinkedHashMap<>();
    named.forEach((name, argument) -> values.put(name, argument.value(frame)));
    if (moreNamed == null) {
      return values;
    }
    Object dict = moreNamed.value(frame);
    if (!Dictionaries.is(dict)) {
      throw new TypeTrouble("argument after ** must be a mapping, not " + TypeNames.of(dict));
    }
    for (Object key : Dictionaries.keys(dict)) {
      values.put(PythonText.str(key), Dictionaries.get(dict, key, null));
    }
    return values;
  }
}
