package dev.tidemark.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.http.Network;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.io.Serial;
import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a worker needs to open a destination. Holds no secret.
 *
 * @param url without a password
 * @param schema the schema that tables are in, or null for the destination's default
 * @param options what the job says beside the URL
 * @param network how requests get there
 */
public record DestinationRef(String url, String schema, SealedConfig options, Network network)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final Pattern PASSWORD = Pattern.compile("(\\w+://[^/?#@:]*):([^/?#]*)@(.*)");

  /** A destination; a password in the URL becomes the option of that name. */
  public static DestinationRef of(String url, String schema, SealedConfig options) {
    Matcher matcher = PASSWORD.matcher(url);
    if (!matcher.matches()) {
      return new DestinationRef(url, schema, options, Network.DIRECT);
    }
    String password = URLDecoder.decode(matcher.group(2).replace("+", "%2B"), UTF_8);
    return new DestinationRef(
        matcher.group(1) + "@" + matcher.group(3),
        schema,
        options.withSecret("password", password, null),
        Network.DIRECT);
  }

  /** A destination of which nothing but the URL is said. */
  public static DestinationRef of(String url) {
    return of(url, null, SealedConfig.EMPTY);
  }

  /** The same destination, by another way. */
  public DestinationRef through(Network other) {
    return new DestinationRef(url, schema, options, other);
  }

  /** The same destination with other options. */
  public DestinationRef with(SealedConfig other) {
    return new DestinationRef(url, schema, other, network);
  }

  /** The same destination for other processes, as its config is made portable. */
  public DestinationRef portable(String where, boolean sharesVariables) {
    return with(options.portable(where, sharesVariables));
  }

  public DestinationProvider provider() {
    String scheme = url.contains(":") ? url.substring(0, url.indexOf(':')) : url;
    List<DestinationProvider> all = providers();
    List<String> schemes = all.stream().flatMap(p -> p.schemes().stream()).sorted().toList();
    return all.stream()
        .filter(provider -> provider.schemes().contains(scheme))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.config(
                    "there is no destination '"
                        + scheme
                        + "'."
                        + Nearest.hint(scheme, schemes)
                        + " Destinations: "
                        + String.join(
                            ", ",
                            all.stream().map(DestinationProvider::example).sorted().toList())));
  }

  /** Whether those who work with it need a jar; only drivers of other destinations are not. */
  public boolean needs(Path jar) {
    String name = jar.getFileName().toString();
    return provider().drivers().stream().anyMatch(name::startsWith)
        || providers().stream().flatMap(p -> p.drivers().stream()).noneMatch(name::startsWith);
  }

  private static List<DestinationProvider> providers() {
    return ServiceLoader.load(DestinationProvider.class, DestinationRef.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  public Destination open(DestinationProvider.Access access) {
    return provider().open(this, access);
  }

  /** What follows the scheme. */
  public String location() {
    return url.substring(url.indexOf(':') + 1);
  }
}
