package dev.tidemark.manifest.requester;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.problem.Problem;
import java.net.URI;

/** Where a requester's credentials belong: pages elsewhere are not asked for. */
record Origin(String base, Network network) {
  /** The URL of a page, by what the answer before it said. */
  URI page(String link) {
    URI home = Urls.uri(base);
    URI page = Urls.join(base, link);
    if (Urls.origin(page).equals(Urls.origin(home))) {
      return page;
    }
    String route = network.route(home.getHost()).orElse(null);
    if (route != null && Urls.origin(Urls.uri(route)).equals(Urls.origin(page))) {
      return moved(home, page, withoutEnd(Urls.uri(route).getRawPath()));
    }
    if (isUnencryptedTwin(home, page)) {
      return moved(home, page, "");
    }
    throw Problem.source(
        "the link to the next page leads away from "
            + Urls.origin(home)
            + " to "
            + Masking.mask(Urls.origin(page))
            + "; it is not followed, so that no credentials leak");
  }

  /** Some APIs behind a gateway write http where they are asked by https. */
  private static boolean isUnencryptedTwin(URI home, URI page) {
    return home.getScheme().equalsIgnoreCase("https")
        && page.getScheme().equalsIgnoreCase("http")
        && page.getHost().equalsIgnoreCase(home.getHost())
        && (page.getPort() < 0 || page.getPort() == 80 || page.getPort() == home.getPort());
  }

  /** The same page at home; {@code prefix} is what a route puts before each path. */
  private static URI moved(URI home, URI page, String prefix) {
    String path = page.getRawPath();
    String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
    return URI.create(home.getScheme() + "://" + home.getRawAuthority() + rest + query);
  }

  private static String withoutEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
