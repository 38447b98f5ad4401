package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.Tree;

/** The errors, each with its status and the vendor's own code. */
enum Failure {
  BAD_REQUEST(400, 20_001),
  UNAUTHORIZED(401, 20_003),
  NOT_ACTIVE(403, 20_005),
  NOT_FOUND(404, 20_404),
  TOO_MANY(429, 20_429);

  private final int status;
  private final int code;

  Failure(int status, int code) {
    this.status = status;
    this.code = code;
  }

  Answer answer(String message, JsonBytes body) {
    body.clear()
        .value(
            Tree.object(
                "code", code,
                "message", message,
                "more_info", "https://www.twilio.com/docs/errors/" + code,
                "status", status));
    return Answer.json(status);
  }
}
