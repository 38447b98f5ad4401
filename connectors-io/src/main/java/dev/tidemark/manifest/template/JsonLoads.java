package dev.tidemark.manifest.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonSyntax;

/** The function {@code json_loads(text)}, which only the templates of signed tokens have. */
public final class JsonLoads {
  /** What stands for the name in a scope. */
  public static final Object FUNCTION = Function.of("json_loads", "s", JsonLoads::parse);

  private JsonLoads() {}

  private static Object parse(Invocation call) {
    try {
      return Json.parse(call.text(0).getBytes(UTF_8));
    } catch (JsonSyntax e) {
      throw new EvaluationProblem("json_loads was given a text that is not JSON", e);
    }
  }
}
