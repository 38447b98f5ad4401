package dev.tidemark.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as an API sees it: {@code request.parameter("page")}, {@code
 * request.header("x-api-key")}.
 *
 * @param origin the simulator's own address, for links in answers
 * @param target path and query as sent
 * @param content the body as sent; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Request(
    String method,
    String origin,
    String target,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] content,
    long arrivalNanos) {

  /** Splits and decodes the target; throws IllegalArgumentException when that cannot be done. */
  static Request of(
      String method,
      String origin,
      String target,
      Map<String, String> headers,
      byte[] content,
      long arrivalNanos) {
    String local = withoutAuthority(target);
    int mark = local.indexOf('?');
    String path = decode((mark < 0 ? local : local.substring(0, mark)).replace("+", "%2B"));
    Map<String, List<String>> query = parse(mark < 0 ? "" : local.substring(mark + 1));
    return new Request(method, origin, local, path, query, headers, content, arrivalNanos);
  }

  /** The body as text. */
  public String body() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The first value of a query parameter, or null. */
  public String parameter(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.get(0);
  }

  /**
   * A query parameter that must be a whole number from 1, or another number when it was not sent.
   */
  public int number(String name, int otherwise, int most) {
    String text = parameter(name);
    if (text == null) {
      return otherwise;
    }
    boolean isNumber = text.length() < 10 && text.chars().allMatch(Character::isDigit);
    int value = isNumber && !text.isEmpty() ? Integer.parseInt(text) : 0;
    if (value < 1 || value > most) {
      throw new BadParameter(name, "must be from 1 to " + most + ", not '" + text + "'");
    }
    return value;
  }

  /** The first value of each query parameter. */
  public Map<String, String> parameters() {
    Map<String, String> first = new LinkedHashMap<>();
    query.forEach((name, values) -> first.put(name, values.get(0)));
    return Collections.unmodifiableMap(first);
  }

  /** A header by its lower-case name, or null. */
  public String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /** A client that takes the simulator for a proxy sends the whole URL. */
  private static String withoutAuthority(String target) {
    if (!target.startsWith("http://")) {
      return target;
    }
    URI uri = URI.create(target);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int sign = pair.indexOf('=');
        String name = decode(sign < 0 ? pair : pair.substring(0, sign));
        String value = sign < 0 ? "" : decode(pair.substring(sign + 1));
        values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
      }
    }
    values.replaceAll((name, list) -> List.copyOf(list));
    return Collections.unmodifiableMap(values);
  }

  private static String decode(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
