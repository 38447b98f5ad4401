package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Set;

/** What {@code cycler(a, b)} gives: {@code next()} walks through the items again and again. */
final class Cycler implements Attributes {
  private static final Set<String> NAMES = Set.of("next", "reset", "current");

  private final List<Object> items;
  private int position;

  Cycler(List<Object> items) {
    if (items.isEmpty()) {
      throw new EvaluationProblem("at least one item has to be provided");
    }
    this.items = Tuple.copyOf(items);
  }

  @Override
  public boolean hasAttribute(String name) {
    return NAMES.contains(name);
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "current" -> items.get(position);
      case "next" -> Function.of("next", "", call -> next());
      default -> Function.of("reset", "", call -> reset());
    };
  }

  private Object reset() {
    position = 0;
    return null;
  }

  private Object next() {
    Object item = items.get(position);
    position = (position + 1) % items.size();
    return item;
  }

  @Override
  public String toString() {
    return "<Cycler object at 0x0>";
  }
}
