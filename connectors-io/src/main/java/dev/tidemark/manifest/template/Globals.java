package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template may call: those of the manifest language and Jinja's own. */
final class Globals {
  private static final Map<String, Function> ALL = new HashMap<>();

  static {
    Macros.ALL.forEach(Globals::add);
    add(Function.of("dict", "...", Globals::dict));
    add(Function.of("namespace", "...", call -> new Namespace(dict(call))));
    add(Function.of("cycler", "...", call -> new Cycler(call.arguments().positional())));
    add(Function.of("joiner", "sep?", Globals::joiner));
    add(Function.of("lipsum", "n? html? min? max?", Globals::lipsum));
  }

  private Globals() {}

  private static void add(Function function) {
    ALL.put(function.name(), function);
  }

  /** Null where there is no global of that name. */
  static Function get(String name) {
    return ALL.get(name);
  }

  /** {@code dict(mapping or pairs, **names)}. */
  private static Object dict(Invocation call) {
    List<Object> given = call.arguments().positional();
    if (given.size() > 1) {
      throw new TypeTrouble("dict expected at most 1 argument, got " + given.size());
    }
    Object dict = new JsonObject();
    if (!given.isEmpty()) {
      Undefined.refuse(given.get(0));
      dict =
          Dictionaries.is(given.get(0))
              ? Dictionaries.copy(given.get(0))
              : DictMethods.ofPairs(given.get(0));
    }
    for (Map.Entry<String, Object> entry : call.arguments().named().entrySet()) {
      Dictionaries.put(dict, entry.getKey(), entry.getValue());
    }
    return dict;
  }

  private static Object joiner(Invocation call) {
    Object separator = call.at(0, ", ");
    boolean[] used = new boolean[1];
    return Function.of(
        "joiner",
        "",
        again -> {
          Object text = used[0] ? separator : "";
          used[0] = true;
          return text;
        });
  }

  private static Object lipsum(Invocation call) {
    String sentence = "Lorem ipsum dolor sit amet, consectetur adipiscing elit.";
    boolean html = !call.has(1) || call.flag(1);
    String paragraph = html ? "<p>" + sentence + "</p>" : sentence;
    int count = Math.max(0, Math.min(call.integer(0, 5), 1_000));
    return String.join(html ? "\n" : "\n\n", Collections.nCopies(count, paragraph));
  }
}
