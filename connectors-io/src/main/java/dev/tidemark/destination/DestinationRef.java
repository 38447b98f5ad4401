package dev.tidemark.destination;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;

/**
 * All that a worker needs to open a destination. Holds no secret.
 *
 * @param url as in the job file
 * @param schema the schema that tables are in, or null for the destination's default
 */
public record DestinationRef(String url, String schema) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public DestinationProvider provider() {
    String scheme = url.contains(":") ? url.substring(0, url.indexOf(':')) : url;
    List<DestinationProvider> all =
        ServiceLoader.load(DestinationProvider.class, DestinationRef.class.getClassLoader())
            .stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    List<String> schemes = all.stream().map(DestinationProvider::scheme).sorted().toList();
    return all.stream()
        .filter(provider -> provider.scheme().equals(scheme))
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

  public Destination open(DestinationProvider.Access access) {
    return provider().open(this, access);
  }

  /** What follows the scheme. */
  public String location() {
    return url.substring(url.indexOf(':') + 1);
  }
}
