package dev.tidemark.simulator.record;

import java.nio.charset.StandardCharsets;

/**
 * Identifiers that look random but lead back to a position: {@code Ids.of(dice, "cus_").uuid(12)},
 * and {@code position("cus_…")} is 12 again, or -1 for an identifier that was never given.
 */
public final class Ids {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int UUID_LENGTH = 36;
  private static final int CODE_LENGTH = 7;
  private static final int BITS = 40;
  private static final long MASK = (1L << BITS) - 1;
  // Odd, so that multiplying by it modulo 2^40 can be undone.
  private static final long SPREAD = 0x5DEECE66DL | 1;
  private static final long UNSPREAD = inverse(SPREAD);

  private final Dice dice;
  private final String prefix;

  private Ids(Dice dice, String prefix) {
    this.dice = dice;
    this.prefix = prefix;
  }

  /** Identifiers of one kind. */
  public static Ids of(Dice dice, String prefix) {
    return new Ids(dice, prefix);
  }

  /** The prefix and a version 4 uuid. */
  public String uuid(long position) {
    byte[] text = new byte[prefix.length() + UUID_LENGTH];
    for (int i = 0; i < prefix.length(); i++) {
      text[i] = (byte) prefix.charAt(i);
    }
    long high = dice.roll(position, -1);
    long low = (dice.roll(position, -2) << BITS) | spread(position);
    hex(text, prefix.length(), (high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63));
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The prefix and seven letters and digits. */
  public String code(long position) {
    byte[] letters = new byte[CODE_LENGTH];
    long rest = spread(position);
    for (int i = CODE_LENGTH - 1; i >= 0; i--) {
      letters[i] = (byte) LETTERS.charAt((int) (rest % LETTERS.length()));
      rest /= LETTERS.length();
    }
    return prefix + new String(letters, StandardCharsets.ISO_8859_1);
  }

  /** The position whose uuid this is, or -1. */
  public long positionOfUuid(String uuid) {
    int hexDigits = BITS / 4;
    if (uuid.length() != prefix.length() + UUID_LENGTH) {
      return -1;
    }
    String tail = uuid.substring(uuid.length() - hexDigits);
    long position = tail.matches("[0-9a-f]+") ? unspread(Long.parseLong(tail, 16)) : -1;
    return position >= 0 && uuid(position).equals(uuid) ? position : -1;
  }

  /** The position whose code this is, or -1. */
  public long positionOfCode(String code) {
    long value = 0;
    for (int i = prefix.length(); i < code.length(); i++) {
      value = value * LETTERS.length() + LETTERS.indexOf(code.charAt(i));
    }
    long position = unspread(value);
    return position >= 0 && code(position).equals(code) ? position : -1;
  }

  private long spread(long position) {
    return (position * SPREAD + dice.roll(0, -3)) & MASK;
  }

  private long unspread(long value) {
    return ((value - dice.roll(0, -3)) * UNSPREAD) & MASK;
  }

  private static void hex(byte[] text, int start, long high, long low) {
    int at = start;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        text[at++] = '-';
      }
      long half = digit < 16 ? high : low;
      text[at++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
    }
  }

  private static long inverse(long odd) {
    long inverse = odd;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - odd * inverse; // Newton: each step doubles the correct bits
    }
    return inverse;
  }
}
