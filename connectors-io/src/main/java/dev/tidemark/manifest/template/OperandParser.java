package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import dev.tidemark.problem.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles what operators stand between: literals, names, subscripts, calls, filters and tests. */
final class OperandParser {
  private static final Set<String> AFTER_TEST = Set.of("else", "or", "and", "if", "in", "not");

  private final TokenCursor tokens;
  private final ParsedNames names;
  private final ExpressionParser expressions;

  OperandParser(TokenCursor tokens, ParsedNames names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.expectName());
      case STRING -> new Constant(joinedStrings());
      case NUMBER -> new Constant(tokens.next().value());
      default -> bracketed();
    };
  }

  private Expression bracketed() {
    if (tokens.skipOperator("(")) {
      Expression value = expressions.tuple(true, true);
      tokens.expectOperator(")");
      return value;
    }
    if (tokens.skipOperator("[")) {
      return list();
    }
    if (tokens.skipOperator("{")) {
      return dict();
    }
    throw tokens.problem("unexpected ");
  }

  private Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Constant(true);
      case "false", "False" -> new Constant(false);
      case "none", "None" -> new Constant(null);
      default -> lookup(name);
    };
  }

  private Expression lookup(String name) {
    names.block().load(name);
    if (Globals.get(name) != null) {
      names.varies();
    }
    return Lookup.of(name);
  }

  private String joinedStrings() {
    StringBuilder joined = new StringBuilder();
    while (tokens.at(Kind.STRING)) {
      joined.append(tokens.next().value());
    }
    return joined.toString();
  }

  private Expression list() {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator("]")) {
      items.add(expressions.expression());
      if (!tokens.atOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return Operators.list(items);
  }

  private Expression dict() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.atOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return Operators.dict(keys, values);
  }

  /** Subscripts and calls behind a value. */
  Expression postfix(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.skipOperator(".")) {
        value = dotted(value);
        if (!tokens.atOperator("(")) {
          names.looksUp(value);
        }
      } else if (tokens.skipOperator("[")) {
        value = subscript(value);
        names.looksUp(value);
      } else if (tokens.atOperator("(")) {
        CallArguments arguments = arguments();
        Expression called = Operators.call(value, arguments);
        names.calls(value, arguments, called);
        value = called;
      } else {
        return value;
      }
    }
  }

  private Expression dotted(Expression owner) {
    if (tokens.at(Kind.NUMBER) && Numbers.isInteger(tokens.current().value())) {
      return new ItemOf(owner, new Constant(tokens.next().value()));
    }
    return AttributeOf.of(owner, tokens.expectName());
  }

  private Expression subscript(Expression owner) {
    if (tokens.atOperator(":")) {
      return slice(owner, null);
    }
    Expression key = expressions.expression();
    if (tokens.atOperator(":")) {
      return slice(owner, key);
    }
    List<Expression> keys = new ArrayList<>(List.of(key));
    while (tokens.skipOperator(",")) {
      keys.add(expressions.expression());
    }
    tokens.expectOperator("]");
    return new ItemOf(owner, keys.size() == 1 ? key : Operators.tuple(keys));
  }

  private Expression slice(Expression owner, Expression start) {
    tokens.expectOperator(":");
    Expression stop = bound();
    Expression step = tokens.skipOperator(":") ? bound() : null;
    tokens.expectOperator("]");
    return Operators.slice(owner, start, stop, step);
  }

  private Expression bound() {
    return tokens.atOperator(":") || tokens.atOperator("]") ? null : expressions.expression();
  }

  CallArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression more = null;
    Expression moreNamed = null;
    while (!tokens.skipOperator(")")) {
      if (tokens.skipOperator("*")) {
        more = expressions.expression();
      } else if (tokens.skipOperator("**")) {
        moreNamed = expressions.expression();
      } else if (tokens.at(Kind.NAME) && tokens.aheadOperator("=")) {
        String name = tokens.expectName();
        tokens.expectOperator("=");
        named.put(name, expressions.expression());
      } else if (named.isEmpty() && more == null && moreNamed == null) {
        positional.add(expressions.expression());
      } else {
        throw tokens.problem("a positional argument may not follow a named one: ");
      }
      if (!tokens.atOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new CallArguments(positional, named, more, moreNamed);
  }

  /** Filters, tests and calls behind a value with all its subscripts. */
  Expression filters(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.skipOperator("|")) {
        value = filter(value);
      } else if (tokens.skipName("is")) {
        value = test(value);
      } else if (tokens.atOperator("(")) {
        value = Operators.call(value, arguments());
      } else {
        return value;
      }
    }
  }

  /** A filter whose bar has been passed. */
  Expression filter(Expression subject) {
    Token token = tokens.current();
    Function filter = find(Filters.ALL, dottedName(), "filter", token);
    if (filter.name().equals("random")) {
      names.varies();
    }
    CallArguments arguments = tokens.atOperator("(") ? arguments() : CallArguments.NONE;
    return Operators.apply(filter, subject, arguments);
  }

  private Expression test(Expression subject) {
    boolean negated = tokens.skipName("not");
    Token token = tokens.current();
    Function test = find(Predicates.ALL, dottedName(), "test", token);
    CallArguments arguments = CallArguments.NONE;
    if (tokens.atOperator("(")) {
      arguments = arguments();
    } else if (atBareArgument()) {
      arguments = new CallArguments(List.of(postfix(primary())), Map.of(), null, null);
    }
    Expression applied = Operators.apply(test, subject, arguments);
    return negated ? Operators.not(applied) : applied;
  }

  /** {@code x is divisibleby 3}. */
  private boolean atBareArgument() {
    return switch (tokens.current().kind()) {
      case STRING, NUMBER -> true;
      case NAME -> !AFTER_TEST.contains((String) tokens.current().value()) && !tokens.atName("is");
      default -> tokens.atOperator("[") || tokens.atOperator("{");
    };
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expectName());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expectName());
    }
    return name.toString();
  }

  private static Function find(Map<String, Function> known, String name, String kind, Token token) {
    Function function = known.get(name);
    if (function == null) {
      throw new TemplateProblem(
          "no " + kind + " named '" + name + "'." + Nearest.hint(name, known.keySet()),
          token.offset());
    }
    return function;
  }
}
