package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.List;

/** The nodes of operators and of literals with parts. */
final class Operators {
  private Operators() {}

  static Expression or(Expression left, Expression right) {
    return frame -> {
      Object value = left.value(frame);
      return Truth.of(value) ? value : right.value(frame);
    };
  }

  static Expression and(Expression left, Expression right) {
    return frame -> {
      Object value = left.value(frame);
      return Truth.of(value) ? right.value(frame) : value;
    };
  }

  static Expression not(Expression operand) {
    return frame -> !Truth.of(operand.value(frame));
  }

  /** Without an otherwise the value is undefined. */
  static Expression condition(Expression test, Expression value, Expression otherwise) {
    return frame -> {
      if (Truth.of(test.value(frame))) {
        return value.value(frame);
      }
      return otherwise == null
          ? Undefined.because("the inline if-expression evaluated to false and no else was defined")
          : otherwise.value(frame);
    };
  }

  static Expression compare(Expression left, Comparison comparison, Expression right) {
    return frame -> comparison.holds(left.value(frame), right.value(frame));
  }

  /** {@code a < b < c}: every operand is evaluated once, and only as long as all before hold. */
  static Expression compareChain(
      Expression first, List<Comparison> comparisons, List<Expression> operands) {
    return frame -> {
      Object left = first.value(frame);
      for (int i = 0; i < operands.size(); i++) {
        Object right = operands.get(i).value(frame);
        if (!comparisons.get(i).holds(left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    };
  }

  /** Null for a symbol that is no arithmetic operator. */
  static Expression arithmetic(String symbol, Expression left, Expression right) {
    return switch (symbol) {
      case "+" -> frame -> Arithmetic.add(left.value(frame), right.value(frame));
      case "-" -> frame -> Arithmetic.subtract(left.value(frame), right.value(frame));
      case "*" -> frame -> Arithmetic.multiply(left.value(frame), right.value(frame));
      case "/" -> frame -> Arithmetic.divide(left.value(frame), right.value(frame));
      case "//" -> frame -> Arithmetic.floorDivide(left.value(frame), right.value(frame));
      case "%" -> frame -> Arithmetic.modulo(left.value(frame), right.value(frame));
      default -> frame -> Arithmetic.power(left.value(frame), right.value(frame));
    };
  }

  static Expression concatenate(List<Expression> operands) {
    return frame -> {
      Output out = new Output();
      for (Expression operand : operands) {
        out.add(PythonText.str(operand.value(frame)));
      }
      return out.toString();
    };
  }

  static Expression slice(Expression owner, Expression start, Expression stop, Expression step) {
    return frame ->
        Slicing.slice(
            owner.value(frame), bound(start, frame), bound(stop, frame), bound(step, frame));
  }

  private static Object bound(Expression bound, Frame frame) {
    return bound == null ? null : bound.value(frame);
  }

  static Expression list(List<Expression> items) {
    return frame -> values(items, frame);
  }

  static Expression tuple(List<Expression> items) {
    return frame -> Tuple.copyOf(values(items, frame));
  }

  static Expression dict(List<Expression> keys, List<Expression> values) {
    return frame -> {
      List<Object> names = new ArrayList<>(keys.size());
      List<Object> contents = new ArrayList<>(keys.size());
      for (int i = 0; i < keys.size(); i++) {
        names.add(keys.get(i).value(frame));
        contents.add(values.get(i).value(frame));
      }
      names.forEach(Equality::key);
      return Dictionaries.of(names, contents);
    };
  }

  private static List<Object> values(List<Expression> items, Frame frame) {
    List<Object> values = new ArrayList<>(items.size());
    for (Expression item : items) {
      values.add(item.value(frame));
    }
    return values;
  }

  static Expression call(Expression callee, CallArguments arguments) {
    if (callee instanceof AttributeOf method) {
      return frame -> callMethod(method, frame, arguments);
    }
    return frame -> Callable.call(callee.value(frame), frame, arguments.evaluate(frame));
  }

  /** Calls at once where the type has the method, without making a bound method first. */
  private static Object callMethod(AttributeOf attribute, Frame frame, CallArguments arguments) {
    Object owner = attribute.owner().value(frame);
    Member member = owner instanceof Attributes ? null : Members.find(owner, attribute.name());
    if (member != null && member.method() != null) {
      return member.method().call(frame, owner, arguments.evaluate(frame));
    }
    Object callee = Access.attribute(owner, attribute.name());
    return Callable.call(callee, frame, arguments.evaluate(frame));
  }

  static Expression apply(Function function, Expression subject, CallArguments arguments) {
    return frame -> function.call(frame, subject.value(frame), arguments.evaluate(frame));
  }
}
