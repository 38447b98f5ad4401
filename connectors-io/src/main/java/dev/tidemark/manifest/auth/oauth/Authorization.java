package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.manifest.auth.token.Grant;
import dev.tidemark.manifest.requester.Calls;
import java.util.function.Function;

/** Where the tokens of an authorization begin, and where newer ones are kept. */
interface Authorization {
  /** What requests and answers call its refresh token. */
  String refreshName();

  /** The refresh token that the config has, or null. */
  String configured();

  /**
   * An access token that is good, renewed if it must be.
   *
   * @param refused the access token that was refused, or null
   * @param renewal gives new tokens for a refresh token
   */
  Grant grant(String refused, Calls calls, Function<String, Tokens> renewal);
}
