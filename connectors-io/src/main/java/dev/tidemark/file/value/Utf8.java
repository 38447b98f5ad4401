package dev.tidemark.file.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;

/** Text of bytes that should be UTF-8. What is not is kept in base 64, and told. For one thread. */
public final class Utf8 {
  private String malformed;

  /**
   * @param field for messages
   */
  public String text(byte[] bytes, int from, int length, String field) {
    String text = new String(bytes, from, length, UTF_8);
    if (text.indexOf('\ufffd') < 0 || isWellFormed(bytes, from, length)) {
      return text;
    }
    malformed = field;
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** What is wrong with the fields since the last call, or null. */
  public String takeFlaw() {
    String field = malformed;
    malformed = null;
    return field == null ? null : "'" + field + "' is no text in UTF-8; it is shown in base 64";
  }

  public boolean isFlawed() {
    return malformed != null;
  }

  private static boolean isWellFormed(byte[] bytes, int from, int length) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
