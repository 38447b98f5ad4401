package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Set;

/** The {@code loop} of a for statement: where it is, and what comes before and after. */
final class LoopState implements Attributes, Callable {
  private static final Set<String> NAMES =
      Set.of(
          "index",
          "index0",
          "revindex",
          "revindex0",
          "first",
          "last",
          "length",
          "depth",
          "depth0",
          "previtem",
          "nextitem",
          "cycle",
          "changed");

  private static final Object NOTHING_YET = new Object();

  private final List<Object> items;
  private final int depth;
  private final Function again;
  private int index = -1;
  private Object lastSeen = NOTHING_YET;

  /** {@code again} is null where the loop is not recursive. */
  LoopState(List<Object> items, int depth, Function again) {
    this.items = items;
    this.depth = depth;
    this.again = again;
  }

  LoopState advance() {
    index++;
    return this;
  }

  @Override
  public Object call(Frame frame, Arguments arguments) {
    if (again == null) {
      throw new TypeTrouble("the loop must have the 'recursive' marker to be called");
    }
    return again.call(frame, arguments);
  }

  @Override
  public boolean hasAttribute(String name) {
    return NAMES.contains(name);
  }

  @Override
  public Object attribute(String name) {
    long at = index;
    long size = items.size();
    return switch (name) {
      case "index" -> at + 1;
      case "index0" -> at;
      case "revindex" -> size - at;
      case "revindex0" -> size - at - 1;
      case "first" -> at == 0;
      case "last" -> at == size - 1;
      case "length" -> size;
      case "depth" -> (long) depth;
      case "depth0" -> depth - 1L;
      case "previtem" -> item(index - 1, "there is no previous item");
      case "nextitem" -> item(index + 1, "there is no next item");
      case "cycle" -> Function.of("cycle", "...", this::cycle);
      default -> Function.of("changed", "...", this::changed);
    };
  }

  private Object item(int position, String hint) {
    return position < 0 || position >= items.size() ? Undefined.because(hint) : items.get(position);
  }

  private Object cycle(Invocation call) {
    List<Object> choices = call.arguments().positional();
    if (choices.isEmpty()) {
      throw new TypeTrouble("no items for cycling given");
    }
    return choices.get(index % choices.size());
  }

  private Object changed(Invocation call) {
    Object seen = Tuple.copyOf(call.arguments().positional());
    boolean changed = !Equality.equal(seen, lastSeen);
    lastSeen = seen;
    return changed;
  }

  @Override
  public String toString() {
    return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
  }
}
