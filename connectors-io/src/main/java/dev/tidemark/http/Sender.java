package dev.tidemark.http;

import java.io.IOException;

/** Sends single requests. {@link Transport} does it over the network. */
public interface Sender {
  /** Asked before each further request that a redirect takes. */
  @FunctionalInterface
  interface Toll {
    void pay(Request request) throws InterruptedException;
  }

  /**
   * Sends the request and waits for the whole answer. It may hold a token that is masked only when
   * its judge has seen it: don't show it before.
   *
   * @throws IOException if no whole answer came; its message names the host and what happened
   */
  Reply send(Request request, Toll toll) throws IOException, InterruptedException;
}
