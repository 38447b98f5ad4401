package dev.tidemark.manifest.budget;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Told;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads from an answer what is left of its quota.
 *
 * @param remaining header with the number of requests that are left
 * @param reset header with the epoch second at which there will be more
 * @param usedUp statuses that mean that none are left
 */
record QuotaHeaders(String remaining, String reset, Set<Long> usedUp)
    implements Function<Reply, Told> {
  @Override
  public Told apply(Reply reply) {
    String left = number(reply, remaining);
    String moment = number(reply, reset);
    Instant until = moment == null ? null : Instant.ofEpochSecond(Long.parseLong(moment));
    if (left != null) {
      return new Told((int) Math.min(Long.parseLong(left), Integer.MAX_VALUE), until);
    }
    return usedUp.contains((long) reply.status()) ? new Told(0, until) : Told.NOTHING;
  }

  private static String number(Reply reply, String header) {
    return reply
        .header(header)
        .map(String::strip)
        .filter(v -> v.matches("[0-9]{1,12}"))
        .orElse(null);
  }
}
