package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Compiles expressions: operators by their precedence, from {@code if else} down to the sign. */
final class ExpressionParser {
  private final TokenCursor tokens;
  private final OperandParser operands;

  ExpressionParser(TokenCursor tokens, ParsedNames names) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, names, this);
  }

  /** An expression, or several with commas between, which are a tuple. */
  Expression tuple(boolean conditions) {
    return tuple(conditions, false);
  }

  Expression tuple(boolean conditions, boolean parenthesized) {
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (!atTupleEnd()) {
      items.add(conditions ? expression() : or());
      if (!tokens.skipOperator(",")) {
        break;
      }
      comma = true;
    }
    if (items.size() == 1 && !comma) {
      return items.get(0);
    }
    if (items.isEmpty() && !parenthesized) {
      throw tokens.problem("expected an expression, got ");
    }
    return Operators.tuple(items);
  }

  private boolean atTupleEnd() {
    return tokens.at(Kind.PRINT_END) || tokens.at(Kind.BLOCK_END) || tokens.atOperator(")");
  }

  Expression expression() {
    tokens.enter();
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression test = or();
      Expression otherwise = tokens.skipName("else") ? expression() : null;
      value = Operators.condition(test, value, otherwise);
    }
    tokens.leave();
    return value;
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = Operators.or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = Operators.and(left, not());
    }
    return left;
  }

  private Expression not() {
    if (!tokens.skipName("not")) {
      return comparison();
    }
    tokens.enter();
    Expression operand = not();
    tokens.leave();
    return Operators.not(operand);
  }

  private Expression comparison() {
    Expression first = sum();
    List<Comparison> comparisons = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    Comparison comparison = comparator();
    while (comparison != null) {
      comparisons.add(comparison);
      others.add(sum());
      comparison = comparator();
    }
    return switch (others.size()) {
      case 0 -> first;
      case 1 -> Operators.compare(first, comparisons.get(0), others.get(0));
      default -> Operators.compareChain(first, comparisons, others);
    };
  }

  private Comparison comparator() {
    if (tokens.skipName("in")) {
      return Comparison.IN;
    }
    if (tokens.atName("not") && tokens.aheadName("in")) {
      tokens.next();
      tokens.next();
      return Comparison.NOT_IN;
    }
    Comparison comparison =
        tokens.at(Kind.OPERATOR) ? Comparison.of(tokens.current().value()) : null;
    if (comparison != null) {
      tokens.next();
    }
    return comparison;
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.atOperator("+") || tokens.atOperator("-")) {
      String symbol = (String) tokens.next().value();
      left = Operators.arithmetic(symbol, left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : Operators.concatenate(parts);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.atOperator("*")
        || tokens.atOperator("/")
        || tokens.atOperator("//")
        || tokens.atOperator("%")) {
      String symbol = (String) tokens.next().value();
      left = Operators.arithmetic(symbol, left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.skipOperator("**")) {
      left = Operators.arithmetic("**", left, unary(true));
    }
    return left;
  }

  /** A filter binds looser than the sign: {@code -1|abs} is the filter of minus one. */
  private Expression unary(boolean filters) {
    tokens.enter();
    Expression value;
    if (tokens.skipOperator("-")) {
      Expression operand = unary(false);
      value = frame -> Arithmetic.negate(operand.value(frame));
    } else if (tokens.skipOperator("+")) {
      Expression operand = unary(false);
      value = frame -> Arithmetic.positive(operand.value(frame));
    } else {
      value = operands.primary();
    }
    value = operands.postfix(value);
    tokens.leave();
    return filters ? operands.filters(value) : value;
  }
}
