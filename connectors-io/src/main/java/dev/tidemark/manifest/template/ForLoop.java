package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.List;

/** {@code for target in items if filter}; {@code otherwise} runs where there is no item. */
record ForLoop(
    Target target,
    Expression items,
    Expression filter,
    List<Statement> body,
    List<Statement> otherwise,
    boolean recursive)
    implements Statement {
  @Override
  public void run(Frame frame, Output out) {
    run(items.value(frame), frame, out, 1);
  }

  private void run(Object all, Frame frame, Output out, int depth) {
    List<Object> turns = turns(all, frame);
    LoopState loop = new LoopState(turns, depth, recursive ? again(frame, depth) : null);
    for (Object item : turns) {
      frame.step();
      Frame turn = frame.inner();
      turn.set("loop", loop.advance());
      target.assign(turn, item);
      Statement.runAll(body, turn, out);
    }
    if (turns.isEmpty()) {
      Statement.runAll(otherwise, frame.inner(), out);
    }
  }

  /** What {@code loop(items)} does inside a recursive loop. */
  private Function again(Frame frame, int depth) {
    return Function.of(
        "loop",
        "iterable",
        call -> {
          Output inner = new Output();
          run(call.at(0), frame, inner, Limits.depth(depth + 1));
          return inner.toString();
        });
  }

  private List<Object> turns(Object items, Frame frame) {
    List<Object> all = Iteration.list(items);
    if (filter == null) {
      return all;
    }
    List<Object> kept = new ArrayList<>();
    for (Object item : all) {
      frame.step();
      Frame test = frame.inner();
      target.assign(test, item);
      if (Truth.of(filter.value(test))) {
        kept.add(item);
      }
    }
    return kept;
  }
}
