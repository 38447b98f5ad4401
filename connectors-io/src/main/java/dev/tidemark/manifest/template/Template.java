package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text with {@code {{ expressions }}}, compiled once and evaluated often.
 *
 * <pre>{@code
 * Template path = Template.compile("/projects/{{ stream_slice['project_id'] }}/tasks");
 * Object value = path.evaluate(Scope.of(Map.of("stream_slice", slice)));
 * }</pre>
 *
 * <p>What the expressions print is read back as a Python literal: {@code "5"} gives a number,
 * {@code "[1]"} a list, {@code "None"} null. Values are those of {@link
 * dev.tidemark.json.JsonObject}; lists and objects are copies. A type error inside gives the text
 * of the template itself.
 *
 * <p>Safe for any number of threads. A template may change the lists and objects in its scope
 * ({@code append}, {@code update}), as the language allows. Work and output are bounded.
 *
 * <p>The methods differ in what comes of an empty text and of an undefined value used where it must
 * not be: {@link #evaluate} gives {@code ""} and fails, {@link #evaluateOrNull} gives null for
 * both, {@link #test} gives false for both.
 */
public final class Template {
  private static final int SHOWN = 200;

  private final String text;
  private final boolean constant;
  private final String[] freeNames;
  private final Map<String, Set<List<Object>>> paths;
  private final List<Statement> body;

  /** The only expression of a template that is nothing else, or null. */
  private final Expression single;

  /** That expression if it only looks something up, or null. */
  private final PathLookup path;

  /** What the template prints if it always prints the same, or null. */
  private final String fixedText;

  private Template(String text, List<Statement> body, Set<String> freeNames, ParsedNames names) {
    this.text = text;
    this.constant = !text.contains("{{") && !text.contains("{%") && !text.contains("{#");
    this.body = body;
    this.freeNames = freeNames.toArray(new String[0]);
    this.paths = Map.copyOf(names.paths());
    this.single =
        body.size() == 1 && body.get(0) instanceof StatementParser.Print print
            ? print.expression()
            : null;
    this.path = single == null ? null : PathLookup.of(single);
    this.fixedText = freeNames.isEmpty() && !names.varying() ? fixedText(body, text) : null;
  }

  /**
   * Compiles a template.
   *
   * @throws TemplateProblem if the text is no template, or names a filter, test or statement that
   *     does not exist
   */
  public static Template compile(String text) {
    ParsedNames names = new ParsedNames();
    List<Statement> body = new StatementParser(Lexer.tokenize(text), names).template();
    Set<String> free = new TreeSet<>(names.block().free());
    free.removeIf(name -> Globals.get(name) != null);
    return new Template(text, List.copyOf(body), free, names);
  }

  private static String fixedText(List<Statement> body, String text) {
    try {
      return render(body, Scope.of(Map.of()));
    } catch (TypeTrouble e) {
      return text;
    } catch (RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  /** The names that must be in scope, macros left out, names set by the template itself too. */
  public Set<String> freeNames() {
    return new TreeSet<>(List.of(freeNames));
  }

  /**
   * What it looks up in what has that name, as far as that is written in it: {@code [a]} and {@code
   * [a, 0]} of {@code x.a[0]}.
   */
  public Set<List<Object>> pathsOf(String name) {
    return paths.getOrDefault(name, Set.of());
  }

  /** Whether it is text and nothing else. */
  public boolean isConstant() {
    return constant;
  }

  /** The text that it was compiled from. */
  public String text() {
    return text;
  }

  /**
   * The value; {@code ""} where nothing is printed.
   *
   * @throws EvaluationProblem if a name is not in scope, an undefined value is misused, or a
   *     function refuses its arguments
   */
  public Object evaluate(Scope scope) {
    return evaluate(scope, null);
  }

  /** As {@link #evaluate(Scope)}, but a value of another type stays the text that was printed. */
  public Object evaluate(Scope scope, Set<ValueType> validTypes) {
    try {
      Object value = outcome(scope, validTypes);
      return value == Outcome.EMPTY ? "" : value;
    } catch (UndefinedUse e) {
      throw problem(e.getMessage(), e);
    }
  }

  /**
   * As {@link #evaluate(Scope, Set)}, with null where nothing is printed or undefined is misused.
   */
  public Object evaluateOrNull(Scope scope, Set<ValueType> validTypes) {
    try {
      Object value = outcome(scope, validTypes);
      return value == Outcome.EMPTY ? null : value;
    } catch (UndefinedUse e) {
      return null;
    }
  }

  /**
   * The value as a condition. False are {@code False}, zero, what is empty, and the texts that say
   * so; everything else is true, None and {@code "no"} included.
   */
  public boolean test(Scope scope) {
    try {
      return Outcome.isTrue(run(scope));
    } catch (TypeTrouble e) {
      return Outcome.isTrue(text);
    } catch (UndefinedUse e) {
      return false;
    }
  }

  private Object outcome(Scope scope, Set<ValueType> validTypes) {
    Set<ValueType> types = validTypes == null || validTypes.isEmpty() ? null : validTypes;
    try {
      return Outcome.of(run(scope), types);
    } catch (TypeTrouble e) {
      return Outcome.ofText(text, types);
    }
  }

  /** The value of the only expression, else the text that all of it prints. */
  private Object run(Scope scope) {
    if (fixedText != null) {
      return fixedText;
    }
    try {
      if (path != null) {
        return path.value(scope);
      }
      requireNames(scope);
      return single != null ? single.value(new Frame(scope)) : render(body, scope);
    } catch (UndefinedUse | TypeTrouble e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw problem(
          e instanceof EvaluationProblem
              ? e.getMessage()
              : "failed with " + e.getClass().getSimpleName(),
          e);
    }
  }

  private void requireNames(Scope scope) {
    for (String name : freeNames) {
      if (!scope.has(name)) {
        throw new EvaluationProblem("'" + name + "' is not available here");
      }
    }
  }

  private static String render(List<Statement> body, Scope scope) {
    Output out = new Output();
    Statement.runAll(body, new Frame(scope), out);
    return out.toString();
  }

  private EvaluationProblem problem(String message, Throwable cause) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new EvaluationProblem(message + ", in the template '" + shown + "'", cause);
  }

  @Override
  public String toString() {
    return text;
  }
}
