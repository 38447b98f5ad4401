package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the body of a template: text, prints, and the statements between them. */
final class StatementParser {
  private final TokenCursor tokens;
  private final ParsedNames names;
  private final ExpressionParser expressions;
  private final OperandParser operands;

  StatementParser(List<Token> tokens, ParsedNames names) {
    this.tokens = new TokenCursor(tokens);
    this.names = names;
    this.expressions = new ExpressionParser(this.tokens, names);
    this.operands = new OperandParser(this.tokens, names, expressions);
  }

  List<Statement> template() {
    return body(Set.of());
  }

  /** Everything up to one of the ends; the cursor then stands on the word that ends it. */
  private List<Statement> body(Set<String> ends) {
    List<Statement> statements = new ArrayList<>();
    while (!tokens.at(Kind.END)) {
      Token token = tokens.next();
      switch (token.kind()) {
        case TEXT -> statements.add(new Text((String) token.value()));
        case PRINT_BEGIN -> statements.add(print());
        default -> {
          if (tokens.at(Kind.NAME) && ends.contains((String) tokens.current().value())) {
            return statements;
          }
          statements.add(statement());
          tokens.expect(Kind.BLOCK_END);
        }
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.problem("expected one of " + ends.stream().sorted().toList() + ", got ");
    }
    return statements;
  }

  record Text(String text) implements Statement {
    @Override
    public void run(Frame frame, Output out) {
      out.add(text);
    }
  }

  record Print(Expression expression) implements Statement {
    @Override
    public void run(Frame frame, Output out) {
      out.add(PythonText.str(expression.value(frame)));
    }
  }

  private Statement print() {
    Print print = new Print(expressions.tuple(true));
    tokens.expect(Kind.PRINT_END);
    return print;
  }

  private Statement statement() {
    tokens.enter();
    Token token = tokens.current();
    String keyword = tokens.expectName();
    Statement statement =
        switch (keyword) {
          case "if" -> choice();
          case "for" -> loop();
          case "set" -> assignment();
          case "with" -> with();
          case "filter" -> filterBlock();
          case "print" -> new Print(expressions.tuple(true));
          default ->
              throw new TemplateProblem(
                  "the statement '" + keyword + "' is not supported", token.offset());
        };
    tokens.leave();
    return statement;
  }

  /** The rest of a tag, then everything up to one of the ends. */
  private List<Statement> bodyAfterTag(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Kind.BLOCK_END);
    return body(Set.of(ends));
  }

  private List<Statement> bodyInside(NameUses block, String... ends) {
    NameUses outer = names.enter(block);
    List<Statement> body = bodyAfterTag(ends);
    names.enter(outer);
    return body;
  }

  private Statement choice() {
    Expression test = expressions.tuple(false);
    NameUses then = new NameUses();
    List<Statement> body = bodyInside(then, "elif", "else", "endif");
    NameUses otherwise = new NameUses();
    NameUses outer = names.enter(otherwise);
    List<Statement> rest = rest();
    names.enter(outer);
    outer.branches(List.of(then, otherwise));
    return (frame, out) -> Statement.runAll(Truth.of(test.value(frame)) ? body : rest, frame, out);
  }

  private List<Statement> rest() {
    if (tokens.skipName("elif")) {
      tokens.enter();
      Statement nested = choice();
      tokens.leave();
      return List.of(nested);
    }
    if (tokens.skipName("else")) {
      List<Statement> body = bodyAfterTag("endif");
      tokens.expectName("endif");
      return body;
    }
    tokens.expectName("endif");
    return List.of();
  }

  private Statement loop() {
    Target target = target();
    tokens.expectName("in");
    Expression items = expressions.tuple(false);
    NameUses filtered = names.block().inner();
    NameUses body = names.block().inner();
    NameUses otherwise = names.block().inner();
    target.declareIn(filtered);
    target.declareIn(body);
    body.parameter("loop");
    Expression filter = null;
    if (tokens.skipName("if")) {
      NameUses outer = names.enter(filtered);
      filter = expressions.expression();
      names.enter(outer);
    }
    boolean recursive = tokens.skipName("recursive");
    List<Statement> turns = bodyInside(body, "endfor", "else");
    List<Statement> none = tokens.skipName("else") ? bodyInside(otherwise, "endfor") : List.of();
    tokens.expectName("endfor");
    return new ForLoop(target, items, filter, turns, none, recursive);
  }

  /** One name, or several: {@code a, b} or {@code (a, b)}; in {@code set} also {@code ns.a}. */
  private Target target() {
    boolean parenthesized = tokens.skipOperator("(");
    List<String> targets = new ArrayList<>(List.of(tokens.expectName()));
    boolean several = false;
    while (tokens.skipOperator(",")) {
      several = true;
      if (!tokens.at(Kind.NAME) || tokens.atName("in")) {
        break;
      }
      targets.add(tokens.expectName());
    }
    if (parenthesized) {
      tokens.expectOperator(")");
    }
    return new Target(targets, several);
  }

  private Statement assignment() {
    if (tokens.at(Kind.NAME) && tokens.aheadOperator(".")) {
      return namespaceAssignment();
    }
    Target target = target();
    if (tokens.skipOperator("=")) {
      Expression value = expressions.tuple(true);
      target.storeIn(names.block());
      return (frame, out) -> target.assign(frame, value.value(frame));
    }
    return blockAssignment(target);
  }

  private Statement namespaceAssignment() {
    String name = tokens.expectName();
    tokens.expectOperator(".");
    String attribute = tokens.expectName();
    tokens.expectOperator("=");
    names.block().load(name);
    Expression namespace = Lookup.of(name);
    Expression value = expressions.tuple(true);
    return (frame, out) -> {
      if (!(namespace.value(frame) instanceof Namespace target)) {
        throw new EvaluationProblem(
            "cannot assign attribute '" + attribute + "' on a non-namespace object");
      }
      target.set(attribute, value.value(frame));
    };
  }

  /** {@code set name} up to {@code endset}: the value is what the block prints. */
  private Statement blockAssignment(Target target) {
    target.storeIn(names.block());
    NameUses block = names.block().inner();
    NameUses outer = names.enter(block);
    Captured captured = new Captured();
    Expression value = filtersOn(captured);
    List<Statement> body = bodyAfterTag("endset");
    names.enter(outer);
    tokens.expectName("endset");
    return (frame, out) -> target.assign(frame, captured.run(body, value, frame));
  }

  private Statement filterBlock() {
    Captured captured = new Captured();
    Expression value = filtersOn(operands.filter(captured));
    List<Statement> body = bodyInside(names.block().inner(), "endfilter");
    tokens.expectName("endfilter");
    return (frame, out) -> out.add(PythonText.str(captured.run(body, value, frame)));
  }

  private Expression filtersOn(Expression start) {
    Expression value = start;
    while (tokens.skipOperator("|")) {
      value = operands.filter(value);
    }
    return value;
  }

  /** The text that a block printed, for filters on it; it travels under a name no template has. */
  private record Captured() implements Expression {
    @Override
    public Object value(Frame frame) {
      return frame.local("");
    }

    Object run(List<Statement> body, Expression value, Frame frame) {
      Output captured = new Output();
      Statement.runAll(body, frame.inner(), captured);
      Frame filtering = frame.inner();
      filtering.set("", captured.toString());
      return value.value(filtering);
    }
  }

  private Statement with() {
    List<Map.Entry<Target, Expression>> values = new ArrayList<>();
    NameUses block = names.block().inner();
    while (!tokens.at(Kind.BLOCK_END)) {
      if (!values.isEmpty()) {
        tokens.expectOperator(",");
      }
      Target target = new Target(List.of(tokens.expectName()), false);
      tokens.expectOperator("=");
      values.add(Map.entry(target, expressions.expression()));
      target.declareIn(block);
    }
    List<Statement> body = bodyInside(block, "endwith");
    tokens.expectName("endwith");
    return (frame, out) -> {
      Frame inner = frame.inner();
      values.forEach(entry -> entry.getKey().assign(inner, entry.getValue().value(frame)));
      Statement.runAll(body, inner, out);
    };
  }
}
