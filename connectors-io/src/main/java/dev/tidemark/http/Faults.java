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
  static final String CLOSED = "closed the connection without an answer";

  /** What the JDK's client says instead. */
  private static final String NO_BYTES = "header parser received no bytes";

  private Faults() {}

  static IOException describe(Throwable fault, URI url) {
    Refused refused = Refused.behind(fault);
    if (refused != null) {
      return new Refused(host(url) + " " + refused.getMessage());
    }
    return new IOException(Masking.mask(words(fault, host(url))), fault);
  }

  /** For an answer that came, but packed in a way that can't be undone. */
  static IOException unpacking(IOException fault, URI url) {
    return fault instanceof Refused
        ? new Refused(host(url) + " " + fault.getMessage())
        : new IOException(
            host(url) + " sent an answer that can't be unpacked: " + fault.getMessage(), fault);
  }

  /** Host and port for messages. */
  static String host(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
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
    String message = fault.getMessage() == null ? "" : fault.getMessage().replaceAll("\\s+", " ");
    if (message.contains(CLOSED) || message.contains(NO_BYTES)) {
      return host + " " + CLOSED;
    }
    return "the connection to " + host + " broke" + (message.isEmpty() ? "" : ": " + message);
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
