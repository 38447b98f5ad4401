package dev.tidemark.manifest.language;

import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Template;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.manifest.template.ValueType;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Trace;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A value of a manifest that may be a template: {@code value.in(scope)}. The config and the
 * component's parameters are in scope without being given.
 */
public final class Expression {
  /** No names beside the config and the parameters. */
  public static final Scope NOTHING = Scope.of(Map.of());

  private final Object constant;
  private final Template template;
  private final Scope base;
  private final String path;
  private final Trace trace;

  private Expression(Object constant, Template template, Scope base, String path, Trace trace) {
    this.constant = constant;
    this.template = template;
    this.base = base;
    this.path = path;
    this.trace = trace;
  }

  /** A value that is no text, or that was made up; it is not evaluated. */
  public static Expression constant(Object value) {
    return new Expression(value, null, NOTHING, "", Trace.NONE);
  }

  static Expression of(Template template, Scope base, String path, Trace trace) {
    Trace seen = template.isConstant() ? Trace.NONE : trace;
    return new Expression(null, template, base, path, seen);
  }

  /** Whether it is the same in every scope. */
  public boolean isConstant() {
    return template == null || template.isConstant();
  }

  /** Whether its value depends on that name. */
  public boolean uses(String name) {
    return template != null && template.freeNames().contains(name);
  }

  /** Its value; an empty text where the template gives nothing. */
  public Object in(Scope scope) {
    return template == null ? constant : evaluate(scope, template::evaluate);
  }

  /** Its value, which stays a text unless it is of one of the types. */
  public Object in(Scope scope, Set<ValueType> types) {
    return template == null ? constant : evaluate(scope, s -> template.evaluate(s, types));
  }

  /** Its value, of any type; null where the template gives nothing, or has nothing to work with. */
  public Object orNullIn(Scope scope) {
    return template == null ? constant : evaluate(scope, s -> template.evaluateOrNull(s, null));
  }

  /** As {@link #orNullIn(Scope)}; the value stays a text unless it is of one of the types. */
  public Object orNullIn(Scope scope, Set<ValueType> types) {
    return template == null ? constant : evaluate(scope, s -> template.evaluateOrNull(s, types));
  }

  /** Its value as Python would print it. */
  public String textIn(Scope scope) {
    return PythonText.str(in(scope));
  }

  /** As {@link #textIn}, for messages: where it can't be evaluated, as it is written. */
  public String sayIn(Scope scope) {
    try {
      return textIn(scope);
    } catch (Problem e) {
      return template.text();
    }
  }

  /** Whether it holds. */
  public boolean holdsIn(Scope scope) {
    return template == null ? Truth.of(constant) : evaluate(scope, template::test);
  }

  private <T> T evaluate(Scope scope, Function<Scope, T> evaluation) {
    try {
      T value = evaluation.apply(new Layered(scope, base));
      if (trace != Trace.NONE) {
        trace.value(path, template.text(), value);
      }
      return value;
    } catch (EvaluationProblem e) {
      throw Problem.source(path + ": " + e.getMessage(), e);
    }
  }
}
