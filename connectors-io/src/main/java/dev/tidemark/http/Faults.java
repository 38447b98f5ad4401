package dev.tidemark.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says in plain words why no answer came. */
final class Faults {
  private Faults() {}

  static IOException describe(Throwable fault, URI url) {
    String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    return new IOException(Masking.mask(words(fault, host)), fault);
  }

  private static String words(Throwable fault, String host) {
    if (isOrCausedBy(fault, UnresolvedAddressException.class)
        || isOrCausedBy(fault, UnknownHostException.class)) {
      return "the host " + host + " is not known; is there a network?";
    }
    if (isOrCausedBy(fault, HttpConnectTimeoutException.class)) {
      return host + " does not answer to connections";
    }
    if (isOrCausedBy(fault, ConnectException.class)) {
      return host + " refuses connections";
    }
    if (isOrCausedBy(fault, SSLException.class)) {
      return "no secure connection to " + host + ": " + fault.getMessage();
    }
    String message = fault.getMessage();
    return "the connection to "
        + host
        + " broke"
        + (message == null ? "" : ": " + message.replaceAll("\\s+", " "));
  }

  private static boolean isOrCausedBy(Throwable fault, Class<? extends Throwable> kind) {
    for (Throwable t = fault; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
