package dev.tidemark.manifest.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.path.FieldPath;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where answers repeat the URL that they were asked by. One that repeats another one's is a fault,
 * however well it looks: a page in its place would be lost.
 *
 * @param paths to the URL, of which an answer has one or none
 * @param pageToken the parameter that the URLs of first pages lack
 */
public record Echo(List<FieldPath> paths, String pageToken) {
  public static final Echo NONE = new Echo(List.of(), "");

  /** What {@code tidemark.echo} says. */
  public static Echo compile(Component component) {
    List<FieldPath> paths =
        component.texts("paths").stream()
            .map(path -> new FieldPath(List.of(path.split("/"))))
            .toList();
    return new Echo(paths, component.text("page_token", ""));
  }

  /**
   * Compares what an answer repeats with what was asked.
   *
   * @param asked values by parameter; those that the answer does not repeat are not compared
   */
  public void check(Object response, Map<String, String> asked) throws Undecodable {
    for (FieldPath path : paths) {
      if (path.find(response) instanceof String url) {
        compare(parameters(url), asked);
      }
    }
  }

  private void compare(Map<String, String> told, Map<String, String> asked) throws Undecodable {
    for (Map.Entry<String, String> parameter : asked.entrySet()) {
      String value = told.get(parameter.getKey());
      if (value != null && !isSame(value, parameter.getValue())) {
        throw other(parameter.getKey(), value, parameter.getValue());
      }
    }
    if (told.containsKey(pageToken) && !asked.containsKey(pageToken)) {
      throw other(pageToken, told.get(pageToken), "none");
    }
  }

  private static Undecodable other(String parameter, String told, String asked) {
    return new Undecodable(
        "the source gave the answer to another request: "
            + (parameter + " is " + told + " there, and " + asked + " was asked for"));
  }

  /** Times are written in more than one way. */
  private static boolean isSame(String told, String asked) {
    if (told.equals(asked)) {
      return true;
    }
    String left = told.replaceAll("[-: TZ]", "");
    String right = asked.replaceAll("[-: TZ]", "");
    return left.startsWith(right) || right.startsWith(left);
  }

  /** The parameters of a URL, by name; of one that comes twice the last. */
  public static Map<String, String> parameters(String url) {
    Map<String, String> parameters = new HashMap<>();
    int mark = url.indexOf('?');
    for (String pair : mark < 0 ? new String[0] : url.substring(mark + 1).split("&")) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        parameters.put(decode(pair.substring(0, sign)), decode(pair.substring(sign + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
