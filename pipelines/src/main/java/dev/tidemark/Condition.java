package dev.tidemark;

import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Which rows are wanted, as {@code column("country").is("DE").and(column("mrr").isMoreThan(100))}.
 * Values go to the destination beside the SQL, never in it. As in SQL, a null is neither equal to a
 * value nor different from it; ask {@link Column#isNull}.
 */
public final class Condition {
  private final Part part;
  private final List<String> columns;

  private Condition(Part part, List<String> columns) {
    this.part = part;
    this.columns = List.copyOf(columns);
  }

  /** Gives SQL, and adds what its question marks stand for. */
  private interface Part {
    String sql(UnaryOperator<String> quoted, List<Object> parameters);
  }

  /** Begins with a column. */
  public static Column column(String name) {
    return new Column(name);
  }

  /** A condition in the destination's SQL, for what can't be said otherwise; never made of data. */
  public static Condition sql(String text) {
    return new Condition((quoted, parameters) -> "(" + text + "\n)", List.of());
  }

  public Condition and(Condition other) {
    return joined(" AND ", other);
  }

  public Condition or(Condition other) {
    return joined(" OR ", other);
  }

  public Condition not() {
    return new Condition((quoted, values) -> "NOT (" + sql(quoted, values) + ")", columns);
  }

  private Condition joined(String operator, Condition other) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(other.columns);
    return new Condition(
        (quoted, values) -> "(" + sql(quoted, values) + operator + other.sql(quoted, values) + ")",
        all);
  }

  String sql(UnaryOperator<String> quoted, List<Object> parameters) {
    return part.sql(quoted, parameters);
  }

  /** The columns that it names. */
  List<String> columns() {
    return columns;
  }

  /** A column that is about to be compared. */
  public static final class Column {
    private final String name;

    private Column(String name) {
      this.name = name;
    }

    public Condition is(Object value) {
      return compared("=", value);
    }

    public Condition isNot(Object value) {
      return compared("<>", value);
    }

    public Condition isLessThan(Object value) {
      return compared("<", value);
    }

    public Condition isAtMost(Object value) {
      return compared("<=", value);
    }

    public Condition isMoreThan(Object value) {
      return compared(">", value);
    }

    public Condition isAtLeast(Object value) {
      return compared(">=", value);
    }

    /** Matches a pattern in which {@code %} is any text and {@code _} any character. */
    public Condition isLike(String pattern) {
      return compared("LIKE", pattern);
    }

    public Condition isIn(Collection<?> values) {
      if (values.isEmpty()) {
        return Condition.sql("1 = 0");
      }
      List<Object> given = values.stream().map(this::parameter).toList();
      String marks = String.join(", ", Collections.nCopies(given.size(), "?"));
      return condition(" IN (" + marks + ")", given);
    }

    public Condition isNull() {
      return condition(" IS NULL", List.of());
    }

    public Condition isNotNull() {
      return condition(" IS NOT NULL", List.of());
    }

    private Condition compared(String operator, Object value) {
      return condition(" " + operator + " ?", List.of(parameter(value)));
    }

    private Condition condition(String comparison, List<Object> given) {
      return new Condition(
          (quoted, parameters) -> {
            parameters.addAll(given);
            return quoted.apply(name) + comparison;
          },
          List.of(name));
    }

    private Object parameter(Object value) {
      if (value instanceof Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
      }
      if (value instanceof ZonedDateTime time) {
        return time.toOffsetDateTime();
      }
      if (value instanceof OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC);
      }
      if (value instanceof java.math.BigInteger integer) {
        return new BigDecimal(integer);
      }
      boolean known =
          value instanceof String
              || value instanceof Number
              || value instanceof Boolean
              || value instanceof UUID
              || value instanceof Temporal;
      if (!known) {
        throw Problem.config(
            value == null
                ? "column " + name + " can't be compared with null: use isNull() or isNotNull()"
                : "column " + name + " can't be compared with a " + value.getClass().getName());
      }
      return value;
    }
  }
}
