package dev.tidemark.manifest.requester;

import dev.tidemark.http.Account;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of errors that are passed over because a manifest says so: of the first of each stream. The
 * others are counted, and the count is in the report.
 */
final class Ignored {
  private static final System.Logger LOGGER = System.getLogger(Ignored.class.getName());

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private Ignored() {}

  static Ignored of(Account account) {
    return account.common("ignored", Ignored.class, Ignored::new);
  }

  void tell(String stream, String reason) {
    if (told.add(stream)) {
      LOGGER.log(Level.WARNING, "stream " + stream + ": left out: " + reason);
    }
  }
}
