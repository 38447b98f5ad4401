package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.record.DateForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Reads instants out of request parameters. */
final class Parameters {
  private Parameters() {}

  /** The instant sent under a name, or another one when none was. */
  static Instant instant(Map<String, String> parameters, String name, Instant otherwise) {
    String text = parameters.get(name);
    try {
      return text == null ? otherwise : DateForm.read(text);
    } catch (DateTimeException e) {
      throw new BadParameter(name, "'" + text + "' is not an ISO 8601 instant");
    }
  }
}
