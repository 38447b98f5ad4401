package dev.tidemark.manifest.requester;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Joins and reads URLs as HTTP clients in Python do, which forgive more than {@link URI}. */
final class Urls {
  private static final String ALLOWED = "!#$%&'()*+,/:;=?@~-._";

  private Urls() {}

  /**
   * Resolves a path against a base as a relative reference; without a base it must be a URL itself.
   *
   * @param path null or empty for the base itself
   */
  static URI join(String base, String path) {
    boolean hasPath = path != null && !path.isEmpty();
    if (base.isBlank() && hasPath) {
      return uri(path);
    }
    URI start = uri(base);
    if (!hasPath) {
      return start;
    }
    String folder = base.endsWith("/") ? base : base + "/";
    return tidy(uri(folder).resolve(relative(path)));
  }

  /** Scheme, host and port, the port also where it is the usual one. */
  static String origin(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  static URI uri(String text) {
    URI uri = relative(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw Problem.config("'" + Masking.mask(text) + "' is not an http or https URL");
    }
    return uri;
  }

  private static URI relative(String text) {
    String clean = escape(text.strip());
    int fragment = clean.indexOf('#');
    try {
      return new URI(fragment < 0 ? clean : clean.substring(0, fragment));
    } catch (URISyntaxException e) {
      throw Problem.config("'" + Masking.mask(text) + "' is not a URL: " + e.getReason());
    }
  }

  /** Java leaves {@code ..} at the root in place. */
  private static URI tidy(URI joined) {
    URI url = uri(joined.toString());
    String path = url.getRawPath();
    String clean = path.replaceFirst("^(/\\.\\.?(?=/|$))+", "");
    return clean.equals(path) ? url : uri(url.toString().replaceFirst("(/\\.\\.?(?=[/?]|$))+", ""));
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : text.getBytes(UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || (b > 0 && ALLOWED.indexOf(b) >= 0);
      if (plain) {
        out.append((char) b);
      } else {
        out.append(String.format("%%%02X", b & 0xff));
      }
    }
    return out.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }
}
