package dev.tidemark.source.convex;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.errors.RetryAfter;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.problem.Problem.Kind;

/**
 * What an answer with an error status means: a machine code and a text, or whatever an edge says.
 */
final class Refusals {
  private static final int FEW_RETRIES = 5;
  private static final String SCHEMA_ADVICE =
      "its documents are too mixed to tell what is in them; give the table a schema, with one type"
          + " of object, and deploy it";

  private Refusals() {}

  static Verdict of(Reply reply, int failures) {
    Answer answer = new Answer(reply);
    JsonObject error =
        answer.jsonOrEmpty() instanceof JsonObject object ? object : new JsonObject();
    String code = error.text("code", "");
    String words = words(answer, code, error.text("message", ""));
    return switch (code) {
      case "SnapshotTooOld" ->
          expired("the deployment no longer has the tables as of when their reading began", words);
      case "InvalidListSnapshotCursor" ->
          expired("the deployment does not know where the reading of the table stood", words);
      case "InvalidWindowToReadDocuments" ->
          expired(
              "the change log no longer reaches back to where the table stands; what was deleted"
                  + " before now shows by its absence only",
              words);
      case "SnapshotTooNew" ->
          fail("the deployment's clock, or the deployment, is not what it was", words);
      case "StreamingExportNotEnabled" ->
          fail("the deployment's plan is without streaming export", words);
      case "NoSchemaForExport", "NoTableDefinitionForExport", "UnsupportedSchemaForExport" ->
          fail(SCHEMA_ADVICE, words);
      default -> byStatus(answer, failures, words);
    };
  }

  private static Verdict byStatus(Answer answer, int failures, String words) {
    int status = answer.reply().status();
    return switch (status) {
      case 401 ->
          Verdict.fail(
              Kind.CREDENTIALS,
              "Convex refuses the key; is it a deploy key of this deployment? " + words);
      case 403 -> Verdict.fail(Kind.CREDENTIALS, "the key may not view the data: " + words);
      case 404 ->
          Verdict.fail(
              Kind.CONFIG, "there is no deployment at this URL, or not any more: " + words);
      case 408, 409, 421, 425 ->
          failures > FEW_RETRIES
              ? Verdict.fail(Kind.SOURCE, words)
              : Verdict.retry(words, RetryAfter.of(answer));
      case 429 -> Verdict.rateLimited(words, RetryAfter.of(answer));
      default ->
          status >= 500
              ? Verdict.retry(words, RetryAfter.of(answer))
              : Verdict.fail(Kind.SOURCE, words);
    };
  }

  private static Verdict expired(String meaning, String words) {
    return Verdict.fail(Kind.EXPIRED, meaning + ": " + words);
  }

  private static Verdict fail(String meaning, String words) {
    return Verdict.fail(Kind.SOURCE, meaning + ": " + words);
  }

  private static String words(Answer answer, String code, String message) {
    return code.isEmpty()
        ? answer.description()
        : "HTTP "
            + answer.reply().status()
            + " "
            + code
            + (message.isEmpty() ? "" : ", " + message);
  }
}
