package dev.tidemark.manifest.template;

import java.util.Arrays;
import java.util.List;

/**
 * A filter, test, method or macro: the names of its parameters and what it does. A parameter with a
 * question mark may be left out; {@code ...} takes any arguments as they come.
 */
record Function(String name, List<String> parameters, int required, boolean open, Body body)
    implements Callable {
  interface Body {
    Object apply(Invocation call);
  }

  static Function of(String name, String parameters, Body body) {
    List<String> all = parameters.isEmpty() ? List.of() : Arrays.asList(parameters.split(" "));
    int required = (int) all.stream().filter(parameter -> !parameter.endsWith("?")).count();
    List<String> names = all.stream().map(parameter -> parameter.replace("?", "")).toList();
    return new Function(name, names, required, parameters.equals("..."), body);
  }

  @Override
  public Object call(Frame frame, Arguments arguments) {
    return call(frame, null, arguments);
  }

  /** Applies it to what stands before the bar, the dot or the word {@code is}. */
  Object call(Frame frame, Object subject, Arguments arguments) {
    return body.apply(new Invocation(frame, subject, open ? null : bind(arguments), arguments));
  }

  private Object[] bind(Arguments arguments) {
    Object[] values = new Object[parameters.size()];
    Arrays.fill(values, Frame.ABSENT);
    int given = arguments.positional().size();
    if (given > values.length) {
      throw new TypeTrouble(name + "() takes at most " + values.length + " arguments");
    }
    for (int i = 0; i < given; i++) {
      values[i] = arguments.positional().get(i);
    }
    arguments.named().forEach((parameter, value) -> bindNamed(values, parameter, value));
    for (int i = 0; i < required; i++) {
      if (values[i] == Frame.ABSENT) {
        throw new TypeTrouble(name + "() missing required argument '" + parameters.get(i) + "'");
      }
    }
    return values;
  }

  private void bindNamed(Object[] values, String parameter, Object value) {
    int position = parameters.indexOf(parameter);
    if (position < 0 || values[position] != Frame.ABSENT) {
      throw new TypeTrouble(name + "() got an unexpected argument '" + parameter + "'");
    }
    values[position] = value;
  }

  @Override
  public String toString() {
    return "<function " + name + " at 0x0>";
  }
}
