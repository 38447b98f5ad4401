package dev.tidemark.manifest.standin;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs that a requester may ask for: what depends on slices and pages may be anything.
 *
 * @param pattern of the URL without its query
 * @param known how much of it is not just anything
 */
record UrlPattern(Pattern pattern, int known) {
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*%\\}", Pattern.DOTALL);
  private static final String ANY = "\u0000";

  /** The URLs of an {@code HttpRequester}. */
  static UrlPattern of(Component requester) {
    String base = text(requester, requester.has("url_base") ? "url_base" : "url");
    return of(join(base, text(requester, "path").replaceFirst("^/+", "")));
  }

  /** The URLs that a field gives. */
  static UrlPattern of(Component component, String field) {
    return of(text(component, field));
  }

  /** The URLs on the host of a requester. */
  static UrlPattern ofHost(Component requester) {
    return of(text(requester, requester.has("url_base") ? "url_base" : "url") + ANY);
  }

  /** The URL of a requester, and what follows it. */
  static UrlPattern below(Component requester, String path) {
    return of(join(text(requester, "url_base"), path.replaceFirst("^/+", "")));
  }

  boolean matches(URI url) {
    String text = url.getScheme() + "://" + url.getAuthority() + url.getPath();
    return pattern.matcher(withoutGaps(text)).matches();
  }

  private static String withoutGaps(String url) {
    return url.replaceAll("(?<!:)//+", "/");
  }

  private static String join(String base, String path) {
    if (path.isEmpty() || path.matches("(?s)https?://.*")) {
      return path.isEmpty() ? base : path;
    }
    return base.isEmpty() || base.endsWith("/") ? base + path : base + "/" + path;
  }

  private static UrlPattern of(String text) {
    StringBuilder pattern = new StringBuilder();
    int known = 0;
    for (String part :
        withoutGaps(text.strip().replaceFirst("\\?.*", ""))
            .replaceFirst("/+$", "")
            .split("(?<=" + ANY + ")|(?=" + ANY + ")")) {
      boolean isAny = part.equals(ANY);
      pattern.append(isAny ? ".*" : Pattern.quote(part));
      known += isAny ? 0 : part.length();
    }
    return new UrlPattern(Pattern.compile(pattern + "/*", Pattern.DOTALL), known);
  }

  /** The text of a field, with a sign for each part that is not known now. */
  private static String text(Component component, String field) {
    String text = component.text(field, "");
    String whole = value(component, text);
    if (whole != null) {
      return whole;
    }
    Matcher tags = TAG.matcher(text);
    return tags.replaceAll(
        tag -> {
          String value = value(component, tag.group());
          return Matcher.quoteReplacement(value == null ? ANY : value);
        });
  }

  private static String value(Component component, String template) {
    try {
      return component.expression("", template, Names.REQUEST).textIn(Expression.NOTHING);
    } catch (Problem e) {
      return null;
    }
  }
}
