package dev.tidemark.manifest.language;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Scalars of YAML 1.1 as JSON values. */
final class YamlScalars {
  private YamlScalars() {}

  static Object value(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      String word = text.toLowerCase(Locale.ROOT);
      return word.equals("yes") || word.equals("true") || word.equals("on");
    }
    if (tag.equals(Tag.INT)) {
      return integer(text.replace("_", ""));
    }
    return tag.equals(Tag.FLOAT) ? decimal(text.replace("_", "")) : text;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text.endsWith(".") ? text + "0" : text);
  }

  private static Object integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger magnitude = magnitude(digits);
    BigInteger value = negative ? magnitude.negate() : magnitude;
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.indexOf(':') >= 0) {
      BigInteger sum = BigInteger.ZERO;
      for (String part : digits.split(":")) {
        sum = sum.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
      }
      return sum;
    }
    return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
  }
}
