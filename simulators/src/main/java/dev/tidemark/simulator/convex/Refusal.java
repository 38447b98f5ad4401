package dev.tidemark.simulator.convex;

/** A request that is answered with an error: status, machine code, text. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal badRequest(String code, String message) {
    return new Refusal(400, code, message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
