package dev.tidemark.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back.
 *
 * @param status HTTP status
 * @param headers values by name; look-up ignores case
 * @param body decoded bytes; none if they are in a file
 * @param file holds them where they are too many for memory; null otherwise
 * @param received bytes on the wire
 * @param arrivedAt microseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are not changed
public record Reply(
    int status,
    Map<String, List<String>> headers,
    byte[] body,
    Spool file,
    long received,
    long arrivedAt) {
  private static final int EXCERPT = 200;

  /** More than is shown, so that no secret is cut where it would be seen but not known. */
  private static final int LOOKED_AT = 64 << 10;

  public Reply {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public Reply(
      int status, Map<String, List<String>> headers, byte[] body, long received, long arrivedAt) {
    this(status, headers, body, null, received, arrivedAt);
  }

  /** How many bytes the body has. */
  public long size() {
    return file == null ? body.length : file.size();
  }

  /** The body, from its first byte on. */
  public InputStream open() {
    return file == null ? new ByteArrayInputStream(body) : file.open();
  }

  /** Gives back what the body takes beside memory; it can't be read any longer. */
  public void discard() {
    if (file != null) {
      file.close();
    }
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
  }

  public boolean isError() {
    return status >= 400;
  }

  /** The start of the body on one line, secrets masked: enough to see what it is. */
  public String excerpt() {
    return excerpt(EXCERPT);
  }

  /** The same, of so many characters at most. */
  public String excerpt(int most) {
    String start = SecretFields.mask(new String(beginning(), StandardCharsets.UTF_8));
    String line = start.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > most ? line.substring(0, most) + "…" : line;
  }

  private byte[] beginning() {
    if (file == null) {
      return Arrays.copyOf(body, Math.min(body.length, LOOKED_AT));
    }
    try {
      return file.beginning(LOOKED_AT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "HTTP " + status + ", " + size() + " bytes";
  }
}
