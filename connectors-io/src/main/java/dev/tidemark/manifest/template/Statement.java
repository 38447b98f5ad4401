package dev.tidemark.manifest.template;

import java.util.List;

/** A compiled piece of a template that prints, assigns or controls what is printed. */
interface Statement {
  void run(Frame frame, Output out);

  static void runAll(List<Statement> statements, Frame frame, Output out) {
    for (Statement statement : statements) {
      statement.run(frame, out);
    }
  }
}
