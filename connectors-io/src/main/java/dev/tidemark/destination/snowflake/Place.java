package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URL and the options beside it say of where the data goes and how; no secrets.
 *
 * @param host with its port, if it has one of its own
 * @param account identifier of the account, without its region
 * @param settings user, warehouse, role, query_tag, as far as they are said
 */
record Place(String host, String account, String database, JsonObject settings) {
  private static final Pattern URL =
      Pattern.compile("\\w+://(?:([^@/?#]*)@)?([^@/?#]+)/([^/?#]+)/?(?:\\?([^#]*))?");

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What may stand in the URL as well. */
  static final List<String> IN_URL = List.of("warehouse", "role", "query_tag");

  static Place of(DestinationRef ref) {
    Matcher matcher = URL.matcher(ref.url());
    if (!matcher.matches()) {
      throw Problem.config(
          "a Snowflake destination reads"
              + " snowflake://USER@ACCOUNT/DATABASE?warehouse=NAME&role=NAME, and '"
              + ref.url()
              + "' does not");
    }
    JsonObject settings = new JsonObject();
    if (matcher.group(1) != null) {
      settings.put("user", decoded(matcher.group(1)));
    }
    if (matcher.group(4) != null) {
      for (String pair : matcher.group(4).split("&", -1)) {
        setting(pair, settings);
      }
    }
    String host = matcher.group(2);
    boolean isHost = host.contains(":") || host.toLowerCase(Locale.ROOT).contains(".snowflake");
    return new Place(
        isHost ? host : host + ".snowflakecomputing.com",
        host.replaceFirst("[.:].*", ""),
        decoded(matcher.group(3)),
        settings);
  }

  private static void setting(String pair, JsonObject settings) {
    String name = pair.replaceFirst("=.*", "");
    if (!IN_URL.contains(name) || !pair.contains("=")) {
      // The value is not repeated: it may be a secret that should not be here.
      throw Problem.config(
          "'"
              + name
              + "' can't stand in a Snowflake URL."
              + Nearest.hint(name, IN_URL)
              + " What can: "
              + String.join(", ", IN_URL)
              + "; all others are options beside url:");
    }
    settings.put(name, decoded(pair.substring(name.length() + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  boolean isThisMachine() {
    return THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""));
  }

  String identity() {
    return "snowflake://" + host.replace(".snowflakecomputing.com", "") + "/" + database;
  }
}
