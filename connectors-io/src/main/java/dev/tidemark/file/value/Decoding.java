package dev.tidemark.file.value;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.Serial;

/**
 * Runs what a library does with a file: it has many exceptions for one that is not what it should
 * be, and lets those of the place where the file lies pass through, wrapped or not.
 */
public final class Decoding {
  private Decoding() {}

  /** Something that a library does. */
  public interface Step<T> {
    T run() throws IOException;
  }

  /** Trouble with the place where a file lies, and not with what is in it. */
  public static final class Failure extends IOException {
    @Serial private static final long serialVersionUID = 1;
    private final IOException failure;

    public Failure(IOException failure) {
      super(failure.getMessage(), failure);
      this.failure = failure;
    }
  }

  /**
   * @param place for the problem if the file is broken
   * @param kind of file that it should be
   */
  public static <T> T run(String place, String kind, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (Problem e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      Throwable cause = e;
      while (!(cause instanceof Failure) && cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof Failure failure) {
        throw failure.failure;
      }
      throw Problem.source(place + ": is no whole " + kind + " file: " + reason(cause), e);
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getMessage().lines().findFirst().orElse("");
  }
}
