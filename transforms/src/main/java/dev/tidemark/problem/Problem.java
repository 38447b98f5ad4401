package dev.tidemark.problem;

/**
 * Something that went wrong and that a user can understand: what happened, where, and what to do.
 * The message never holds a secret; whoever makes one masks what it quotes.
 */
public final class Problem extends RuntimeException {
  /** What is said when the JVM's heap is used up, wherever that shows. */
  public static final String OUT_OF_MEMORY =
      "there is not enough memory; give it more, such as TIDEMARK_JAVA_OPTS=-Xmx2g, or read fewer"
          + " slices at once with concurrency: 2 in the job file";

  private static final long serialVersionUID = 1;

  /** What kind of trouble it is: decides the exit code and whether going on makes sense. */
  public enum Kind {
    /** The job, the config or the command is wrong. */
    CONFIG,
    /** The source or the destination refused the credentials. */
    CREDENTIALS,
    /** The source answered something that it should not, or did not answer. */
    SOURCE,
    /** The source no longer has what the stream would go on from: it must be read anew. */
    EXPIRED,
    /** The data does not fit the table and the contract forbids changing it. */
    SCHEMA,
    /** The destination could not take the data. */
    DESTINATION;

    /** Whether it stays as it is until somebody changes the job. */
    public boolean isFinal() {
      return this == CONFIG || this == CREDENTIALS;
    }
  }

  private final Kind kind;

  private Problem(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static Problem config(String message) {
    return new Problem(Kind.CONFIG, message, null);
  }

  public static Problem credentials(String message) {
    return new Problem(Kind.CREDENTIALS, message, null);
  }

  public static Problem source(String message) {
    return new Problem(Kind.SOURCE, message, null);
  }

  public static Problem source(String message, Throwable cause) {
    return new Problem(Kind.SOURCE, message, cause);
  }

  public static Problem expired(String message) {
    return new Problem(Kind.EXPIRED, message, null);
  }

  public static Problem schema(String message) {
    return new Problem(Kind.SCHEMA, message, null);
  }

  public static Problem destination(String message, Throwable cause) {
    return new Problem(Kind.DESTINATION, message, cause);
  }

  /** A problem of a kind that travelled as data, say in the report of a worker. */
  public static Problem of(Kind kind, String message) {
    return new Problem(kind, message, null);
  }

  /** A problem of a kind that depends on who asked. */
  public static Problem of(Kind kind, String message, Throwable cause) {
    return new Problem(kind, message, cause);
  }

  public Kind kind() {
    return kind;
  }

  /** The same problem, its message led by where it happened. */
  public Problem in(String where) {
    Problem located = new Problem(kind, where + ": " + getMessage(), getCause());
    located.setStackTrace(getStackTrace());
    return located;
  }
}
