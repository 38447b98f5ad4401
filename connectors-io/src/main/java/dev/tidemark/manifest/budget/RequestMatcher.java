package dev.tidemark.manifest.budget;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Request;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.PythonText;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tells requests of one kind from others; what it does not name may be anything. */
public final class RequestMatcher {
  public static final Registry<RequestMatcher> REGISTRY =
      Registry.<RequestMatcher>of("a request matcher")
          .with("HttpRequestRegexMatcher", RequestMatcher::new);

  private final String method;
  private final String base;
  private final Pattern path;
  private final Map<String, String> parameters;
  private final Map<String, String> headers;
  private final int weight;

  private RequestMatcher(Component component) {
    method = component.text("method", "").toUpperCase(Locale.ROOT);
    base = component.text("url_base", "").replaceFirst("/+$", "");
    path = path(component);
    parameters = texts(component.json("params"));
    headers = new HashMap<>();
    texts(component.json("headers"))
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    weight = weight(component);
  }

  private static Pattern path(Component component) {
    String text = component.text("url_path_pattern", "");
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      component.flaw("url_path_pattern", "can't be read: " + e.getDescription());
      return null;
    }
  }

  private static Map<String, String> texts(JsonObject values) {
    Map<String, String> texts = new HashMap<>();
    values.names().forEach(name -> texts.put(name, PythonText.str(values.get(name))));
    return texts;
  }

  private static int weight(Component component) {
    Expression expression = component.expression("weight", Names.NONE, 1L);
    String text = expression.textIn(Expression.NOTHING);
    if (!text.matches("[1-9][0-9]{0,8}")) {
      component.flaw("weight", "must be a whole number from 1, but it came out as '" + text + "'");
      return 1;
    }
    return Integer.parseInt(text);
  }

  /** How many requests a matching one counts as. */
  int weight() {
    return weight;
  }

  public boolean matches(Request request) {
    URI url = request.url();
    return (method.isEmpty() || method.equals(request.method()))
        && (base.isEmpty() || base.equals(url.getScheme() + "://" + url.getRawAuthority()))
        && (path == null || path.matcher(url.getRawPath().replaceFirst("/+$", "")).find())
        && hasParameters(url)
        && hasHeaders(request);
  }

  private boolean hasParameters(URI url) {
    if (parameters.isEmpty()) {
      return true;
    }
    Map<String, String> sent = new HashMap<>();
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String pair : query.split("&")) {
      String[] sides = pair.split("=", 2);
      sent.put(decoded(sides[0]), sides.length < 2 ? "" : decoded(sides[1]));
    }
    return sent.entrySet().containsAll(parameters.entrySet());
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private boolean hasHeaders(Request request) {
    Map<String, String> sent = new HashMap<>();
    request.headers().forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
    return sent.entrySet().containsAll(headers.entrySet());
  }
}
