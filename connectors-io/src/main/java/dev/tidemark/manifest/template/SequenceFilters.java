package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** Jinja's filters on lists and what can be made one. */
final class SequenceFilters {
  static final List<Function> ALL =
      List.of(
          Function.of("length", "", call -> Iteration.length(call.subject())),
          Function.of("count", "", call -> Iteration.length(call.subject())),
          Function.of("list", "", call -> Iteration.list(call.subject())),
          Function.of("first", "", SequenceFilters::first),
          Function.of("last", "", SequenceFilters::last),
          Function.of("random", "", SequenceFilters::random),
          Function.of("join", "d? attribute?", SequenceFilters::join),
          Function.of("reverse", "", SequenceFilters::reverse),
          Function.of("sort", "reverse? case_sensitive? attribute?", SequenceFilters::sort),
          Function.of("unique", "case_sensitive? attribute?", SequenceFilters::unique),
          Function.of("min", "case_sensitive? attribute?", call -> extreme(call, -1)),
          Function.of("max", "case_sensitive? attribute?", call -> extreme(call, 1)),
          Function.of("sum", "attribute? start?", SequenceFilters::sum),
          Function.of("batch", "linecount fill_with?", SequenceFilters::batch),
          Function.of("slice", "slices fill_with?", SequenceFilters::slice),
          Function.of("groupby", "attribute default? case_sensitive?", SequenceFilters::groupBy),
          Function.of("dictsort", "case_sensitive? by? reverse?", SequenceFilters::dictSort),
          Function.of("items", "", SequenceFilters::items));

  private SequenceFilters() {}

  private static Object first(Invocation call) {
    var items = Iteration.over(call.subject());
    return items.hasNext() ? items.next() : Undefined.because("no first item, sequence was empty");
  }

  private static Object last(Invocation call) {
    if (call.subject() instanceof Generator) {
      throw new TypeTrouble("'generator' object is not reversible");
    }
    List<Object> items = Iteration.list(call.subject());
    return items.isEmpty()
        ? Undefined.because("no last item, sequence was empty")
        : items.get(items.size() - 1);
  }

  private static Object random(Invocation call) {
    List<Object> items = Iteration.list(call.subject());
    return items.isEmpty()
        ? Undefined.because("no random item, sequence was empty")
        : items.get(ThreadLocalRandom.current().nextInt(items.size()));
  }

  private static String join(Invocation call) {
    AttributePath path = AttributePath.of(call.at(1, null), true);
    String separator = PythonText.str(call.at(0, ""));
    Output out = new Output();
    boolean later = false;
    var items = Iteration.over(call.subject());
    while (items.hasNext()) {
      out.add(later ? separator : "").add(PythonText.str(path.of(items.next())));
      later = true;
    }
    return out.toString();
  }

  private static Object reverse(Invocation call) {
    if (call.subject() instanceof String text) {
      return new StringBuilder(text).reverse().toString();
    }
    if (!Iteration.possible(call.subject())) {
      throw new EvaluationProblem("argument must be iterable");
    }
    List<Object> items = Iteration.list(call.subject());
    Collections.reverse(items);
    if (call.subject() instanceof Tuple) {
      return new Generator("reversed object", items.iterator());
    }
    boolean lazy = call.subject() instanceof List || Dictionaries.is(call.subject());
    String kind = Dictionaries.is(call.subject()) ? "dict_reversekey" : "list_reverse";
    return lazy ? new Generator(kind + "iterator object", items.iterator()) : items;
  }

  private static Object sort(Invocation call) {
    List<AttributePath> paths = AttributePath.several(call.at(2, null), call.flag(1));
    return sorted(
        Iteration.list(call.subject()),
        item -> paths.stream().map(path -> path.of(item)).toList(),
        call.flag(0));
  }

  private static List<Object> sorted(
      List<Object> items, UnaryOperator<Object> key, boolean reverse) {
    record Keyed(Object key, Object item) {}
    List<Keyed> keyed = new ArrayList<>();
    items.forEach(item -> keyed.add(new Keyed(key.apply(item), item)));
    keyed.sort(
        (a, b) ->
            reverse
                ? Ordering.COMPARATOR.compare(b.key, a.key)
                : Ordering.COMPARATOR.compare(a.key, b.key));
    List<Object> sorted = new ArrayList<>();
    keyed.forEach(entry -> sorted.add(entry.item));
    return sorted;
  }

  private static Object unique(Invocation call) {
    AttributePath path = AttributePath.of(call.at(1, null), call.flag(0));
    Set<Object> seen = new HashSet<>();
    List<Object> kept = new ArrayList<>();
    for (Object item : Iteration.list(call.subject())) {
      if (seen.add(Equality.key(path.of(item)))) {
        kept.add(item);
      }
    }
    return Generator.of("sync_do_unique", kept.iterator());
  }

  private static Object extreme(Invocation call, int sign) {
    AttributePath path = AttributePath.of(call.at(1, null), call.flag(0));
    List<Object> items = Iteration.list(call.subject());
    if (items.isEmpty()) {
      return Undefined.because("no aggregated item, sequence was empty");
    }
    Object best = items.get(0);
    for (Object item : items.subList(1, items.size())) {
      Integer order = Ordering.compare(path.of(item), path.of(best), sign > 0 ? ">" : "<");
      best = order != null && order * sign > 0 ? item : best;
    }
    return best;
  }

  private static Object sum(Invocation call) {
    AttributePath path = AttributePath.of(call.at(0, null), true);
    Object sum = call.at(1, 0L);
    if (sum instanceof String) {
      throw new TypeTrouble("sum() can't sum strings");
    }
    for (Object item : Iteration.list(call.subject())) {
      sum = Arithmetic.add(sum, path.of(item));
    }
    return sum;
  }

  private static Object batch(Invocation call) {
    int size = call.integer(0);
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    for (Object item : Iteration.list(call.subject())) {
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(item);
    }
    if (!batch.isEmpty()) {
      while (call.at(1, null) != null && batch.size() < size) {
        batch.add(call.at(1));
        Limits.items(batch.size());
      }
      batches.add(batch);
    }
    return Generator.of("do_batch", batches.iterator());
  }

  private static Object slice(Invocation call) {
    int count = Limits.items(call.integer(0));
    if (count == 0) {
      throw new EvaluationProblem("integer division or modulo by zero");
    }
    List<Object> items = Iteration.list(call.subject());
    int size = items.size() / count;
    int longer = items.size() % count;
    List<Object> slices = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = start + size + (i < longer ? 1 : 0);
      List<Object> slice = new ArrayList<>(items.subList(start, end));
      if (call.at(1, null) != null && i >= longer) {
        slice.add(call.at(1));
      }
      slices.add(slice);
      start = end;
    }
    return Generator.of("sync_do_slice", slices.iterator());
  }

  private static Object groupBy(Invocation call) {
    AttributePath shown = AttributePath.of(call.at(0), true).orElse(call.at(1, null));
    AttributePath path = AttributePath.of(call.at(0), call.flag(2)).orElse(call.at(1, null));
    List<Object> groups = new ArrayList<>();
    List<Object> group = new ArrayList<>();
    Object key = null;
    for (Object item : sorted(Iteration.list(call.subject()), path::of, false)) {
      Object next = path.of(item);
      if (group.isEmpty() || !Equality.equal(key, next)) {
        group = new ArrayList<>();
        groups.add(Tuple.of(shown.of(item), group));
      }
      key = next;
      group.add(item);
    }
    return groups;
  }

  private static Object dictSort(Invocation call) {
    String by = call.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new EvaluationProblem("you can only sort by either \"key\" or \"value\"");
    }
    Undefined.refuse(call.subject());
    if (!Dictionaries.is(call.subject())) {
      throw new EvaluationProblem("dictsort needs a mapping");
    }
    AttributePath path = AttributePath.of(by.equals("key") ? 0L : 1L, call.flag(0));
    return sorted(Dictionaries.items(call.subject()), path::of, call.flag(2));
  }

  private static Object items(Invocation call) {
    if (call.subject() instanceof Undefined) {
      return Generator.of("do_items", Collections.emptyIterator());
    }
    if (!Dictionaries.is(call.subject())) {
      throw new TypeTrouble("can only get item pairs from a mapping");
    }
    return Generator.of("do_items", Dictionaries.items(call.subject()).iterator());
  }
}
