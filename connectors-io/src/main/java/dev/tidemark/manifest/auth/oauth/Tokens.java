package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.Masking;
import dev.tidemark.manifest.auth.token.Grant;
import java.time.Instant;

/**
 * What an authorization has come to.
 *
 * @param access the access token, or null
 * @param end of the access token
 * @param refresh the refresh token, or null
 */
record Tokens(String access, Instant end, String refresh) {
  Tokens {
    Masking.registerToken(access);
    Masking.registerToken(refresh);
  }

  /** Whether the access token can be shown now, unless it is the one that was refused. */
  boolean isUsable(String refused, Instant now) {
    return access != null && !access.isEmpty() && !access.equals(refused) && now.isBefore(end);
  }

  Grant grant(Instant now) {
    return Grant.until(access, now, end);
  }

  /** These, with the refresh token of older ones if they brought none. */
  Tokens after(Tokens older) {
    return refresh == null ? new Tokens(access, end, older.refresh) : this;
  }

  @Override
  public String toString() {
    return "tokens until " + end;
  }
}
