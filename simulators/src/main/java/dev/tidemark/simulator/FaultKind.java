package dev.tidemark.simulator;

/** What can be made to go wrong with a request. */
public enum FaultKind {
  /** 429 as the API words it, without {@code Retry-After}. */
  TOO_MANY_REQUESTS(true),
  /** 429 as the API words it, with {@code Retry-After} in seconds. */
  TOO_MANY_REQUESTS_RETRY_AFTER(true),
  /** 500, 502, 503 or 504 with plain text or HTML. */
  SERVER_ERROR(true),
  /** The connection is reset before any byte of an answer. */
  CONNECTION_RESET(true),
  /** The length of the whole body is announced, half of it sent, then the connection ends. */
  CUT_BODY(true),
  /** The right answer, late. */
  SLOW_ANSWER(true),
  /** A well-formed HTTP answer, status 200, whose JSON stops in the middle. */
  CUT_JSON(false),
  /** A page of HTML with status 200, as a proxy's login or maintenance page is. */
  HTML_WITH_200(false),
  /** The answer to the request before it on the same path (one that asked for something else). */
  DUPLICATE_PAGE(false),
  /** The right answer without the member that holds the records. */
  MISSING_RECORDS(false),
  /** The key is refused, this time. */
  AUTH_REVOKED(false);

  private final boolean isTransient;

  FaultKind(boolean isTransient) {
    this.isTransient = isTransient;
  }

  /** Whether any client that asks again after errors gets through, without a look at the body. */
  public boolean isTransient() {
    return isTransient;
  }
}
