package dev.tidemark.file.csv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.Options;
import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainNumberTest {
  private static final int TEXTS = 200_000;

  @Test
  void whatIsReadIsWhatTheTextIsCastTo() {
    long seed = Long.getLong("tidemark.seed", 7);
    Random random = new Random(seed);
    Casting casting = new Casting(CsvOptions.of(new Options("test", new JsonObject())));
    int read = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      boolean fractions = random.nextBoolean();
      Object number = PlainNumber.of(text.getBytes(US_ASCII), 0, text.length(), fractions);
      if (number != null) {
        read++;
        Casting.Type type = fractions ? Casting.Type.NUMBER : Casting.Type.INTEGER;
        assertThat(number).as("seed %d, '%s'", seed, text).isEqualTo(casting.cast(text, type));
      }
    }
    assertThat(read).isGreaterThan(TEXTS / 10);
  }

  @Test
  void numbersThatMostFilesHaveAreRead() {
    assertThat(of("0")).isEqualTo(0L);
    assertThat(of("-12")).isEqualTo(-12L);
    assertThat(of("12.50")).isEqualTo(new BigDecimal("12.50"));
    assertThat(of("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
    assertThat(of("9223372036854775808")).isNull();
    assertThat(of("-")).isNull();
    assertThat(of("")).isNull();
    assertThat(of("1.")).isNull();
  }

  private static Object of(String text) {
    return PlainNumber.of(text.getBytes(US_ASCII), 0, text.length(), true);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String letters = random.nextInt(4) == 0 ? "0123456789.-+e_ " : "0123456789.";
    if (random.nextInt(4) == 0) {
      text.append('-');
    }
    for (int length = random.nextInt(22); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
