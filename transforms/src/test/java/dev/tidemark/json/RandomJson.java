package dev.tidemark.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes JSON values of all kinds, the odd ones more often than life does. */
public final class RandomJson {
  private static final String ODD =
      "\"\\/\b\f\n\r\t\0\u001f\u007f\u0080\u2028\ufeff\uffffäß€漢'{}[],: ";

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  public Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> new BigInteger(65 + random.nextInt(200), random).setBit(64);
      case 4 -> decimal();
      case 5, 6 -> text();
      case 7 -> list(depth - 1);
      default -> object(depth - 1);
    };
  }

  public JsonObject object(int depth) {
    JsonObject object = new JsonObject();
    for (int left = random.nextInt(12); left > 0; left--) {
      object.put(text(), value(depth));
    }
    return object;
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      list.add(value(depth));
    }
    return list;
  }

  /** Never with scale 0, which would read like an integer. */
  private BigDecimal decimal() {
    int scale = 1 + random.nextInt(60);
    BigInteger digits = new BigInteger(1 + random.nextInt(200), random);
    return new BigDecimal(
        random.nextBoolean() ? digits : digits.negate(), random.nextInt(4) == 0 ? -scale : scale);
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(ODD.charAt(random.nextInt(ODD.length())));
        case 1 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
