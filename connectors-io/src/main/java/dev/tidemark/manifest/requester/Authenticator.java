package dev.tidemark.manifest.requester;

/** Adds credentials to a request. Asked anew for every attempt; safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
  Authenticator NONE = inputs -> {};

  void addTo(RequestInputs inputs);
}
