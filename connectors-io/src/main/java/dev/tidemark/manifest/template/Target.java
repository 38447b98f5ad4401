package dev.tidemark.manifest.template;

import java.util.List;

/** What an assignment sets: one name, or several that take a value apart. */
record Target(List<String> names, boolean several) {
  void declareIn(NameUses block) {
    names.forEach(block::parameter);
  }

  void storeIn(NameUses block) {
    names.forEach(block::store);
  }

  void assign(Frame frame, Object value) {
    if (!several) {
      frame.set(names.get(0), value);
      return;
    }
    List<Object> parts = Iteration.list(value);
    if (parts.size() != names.size()) {
      throw new EvaluationProblem(
          "expected " + names.size() + " values to unpack, got " + parts.size());
    }
    for (int i = 0; i < parts.size(); i++) {
      frame.set(names.get(i), parts.get(i));
    }
  }
}
