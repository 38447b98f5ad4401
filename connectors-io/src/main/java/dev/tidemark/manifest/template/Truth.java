package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** Python's idea of true: false are null, false, zero, and whatever is empty. */
public final class Truth {
  private Truth() {}

  /** Whether Python takes the value for true. */
  public static boolean of(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value == null || value instanceof Undefined) {
      return false;
    }
    return value instanceof Number number ? nonZero(number) : nonEmpty(value);
  }

  private static boolean nonZero(Number number) {
    if (number instanceof BigInteger big) {
      return big.signum() != 0;
    }
    if (number instanceof BigDecimal big) {
      return big.signum() != 0;
    }
    return number instanceof Long whole ? whole != 0 : number.doubleValue() != 0;
  }

  private static boolean nonEmpty(Object value) {
    if (value instanceof Collection<?> items) {
      return !items.isEmpty();
    }
    if (value instanceof JsonObject object) {
      return !object.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return !(value instanceof IsoDuration duration) || !duration.equals(IsoDuration.ZERO);
  }
}
