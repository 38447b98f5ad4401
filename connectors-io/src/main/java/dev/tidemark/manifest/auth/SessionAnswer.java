package dev.tidemark.manifest.auth;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Decoders;
import dev.tidemark.manifest.response.Elements;
import dev.tidemark.manifest.response.JsonDecoder;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Problem;
import java.util.List;

/** Where the answer to a login has the token. */
final class SessionAnswer {
  private final Decoder decoder;
  private final List<String> path;

  SessionAnswer(Component component) {
    decoder =
        component.optional("decoder").map(Decoders.REGISTRY::make).orElse(JsonDecoder.INSTANCE);
    path = component.texts("session_token_path");
    if (path.isEmpty()) {
      component.flaw("session_token_path", "is missing; a path in the login's answer is expected");
    }
  }

  String path() {
    return String.join(".", path);
  }

  /** A judge of the answers to one login. */
  Reading reading(ErrorHandler errors) {
    return new Reading(errors);
  }

  /** Judges the answers to one login, and takes the token out of the good one. */
  final class Reading implements Judge {
    private final ErrorHandler errors;
    private String token;

    private Reading(ErrorHandler errors) {
      this.errors = errors;
    }

    String token() {
      return token;
    }

    @Override
    public Verdict judge(Reply reply, int failures) {
      Answer answer = new Answer(reply);
      Verdict verdict = errors.judge(answer, failures);
      if (verdict.action() != Verdict.Action.ACCEPT) {
        return verdict;
      }
      Object value = value(answer);
      if (value == null) {
        // Not quoted: the token may well be in it, only elsewhere.
        return Verdict.fail(
            Problem.Kind.SOURCE, "the answer to the login has no session token at " + path());
      }
      token = PythonText.str(value);
      return verdict;
    }

    @Override
    public Verdict fault(String message, int failures) {
      return errors.fault(message, failures);
    }
  }

  private Object value(Answer answer) {
    try {
      Elements elements = decoder.open(answer);
      Object value = elements.hasNext() ? elements.next(Layout.empty()) : null;
      for (String name : path) {
        value = within(value, name);
      }
      return value;
    } catch (Undecodable e) {
      return null;
    }
  }

  private static Object within(Object value, String name) {
    if (value instanceof List<?> list && name.matches("[0-9]{1,4}")) {
      int index = Integer.parseInt(name);
      return index < list.size() ? list.get(index) : null;
    }
    return value instanceof JsonObject object ? object.get(name) : null;
  }
}
