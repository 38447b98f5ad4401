package dev.tidemark.destination.bigquery;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What BigQuery's errors mean. */
record Refusals(String database) {
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "jobBackendError",
          "jobInternalError",
          "tableUnavailable",
          "timeout");
  private static final Set<String> QUOTA =
      Set.of("quotaExceeded", "rateLimitExceeded", "jobRateLimitExceeded");

  private static final List<String> CONFLICTS =
      List.of("concurrent update", "could not serialize access", "concurrent transaction");

  /** What can be done about an error. */
  enum Trouble {
    /** Another transaction got in the way, and nothing was done: the same again will do. */
    CONFLICT,
    /** It may go by, and nobody knows whether anything was done. */
    PASSING,
    /** Too much at once, or in a day; nothing was done. */
    QUOTA,
    /** Nothing. */
    FINAL
  }

  Trouble trouble(BigQueryException e) {
    boolean isNetwork = e.getCode() == 0 && hasCause(e, IOException.class);
    if (isNetwork || e.getCode() >= 500) {
      return isAboutCredentials(e) ? Trouble.FINAL : Trouble.PASSING;
    }
    return trouble(error(e));
  }

  Trouble trouble(BigQueryError error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (CONFLICTS.stream().anyMatch(message::contains)) {
      return Trouble.CONFLICT;
    }
    String reason = String.valueOf(error.getReason());
    if (QUOTA.contains(reason)) {
      return Trouble.QUOTA;
    }
    return PASSING.contains(reason) ? Trouble.PASSING : Trouble.FINAL;
  }

  static BigQueryError error(BigQueryException e) {
    return e.getError() == null
        ? new BigQueryError(e.getReason(), null, e.getMessage())
        : e.getError();
  }

  Problem problem(BigQueryException e) {
    if (e.getCode() == 401 || isAboutCredentials(e)) {
      return Problem.credentials(
          text(e.getMessage())
              + ". The credentials come from the options key_file, key or access_token, or from"
              + " Google's application default: gcloud auth application-default login");
    }
    return problem(error(e), e);
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** A key that was withdrawn, or a token that can't be renewed. */
  private static boolean isAboutCredentials(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("invalid_grant")
          || message.contains("Error getting access token")
          || message.contains("can't be renewed")
          || message.contains("OAuth2Credentials instance does not support refreshing")) {
        return true;
      }
    }
    return false;
  }

  Problem problem(BigQueryError error, Throwable cause) {
    String message = text(error.getMessage());
    return switch (String.valueOf(error.getReason())) {
      case "authError" -> Problem.credentials(message);
      case "accessDenied" ->
          Problem.destination(
              message
                  + ". A sync needs the roles BigQuery Job User on the project and BigQuery Data"
                  + " Editor on the dataset (or on the project, to make the dataset)",
              cause);
      case "accessNotConfigured", "billingNotEnabled" -> Problem.config(message);
      case "quotaExceeded", "rateLimitExceeded", "jobRateLimitExceeded" ->
          Problem.destination(
              message
                  + ". What is staged is kept: the next sync goes on from there. A day has 1,500"
                  + " loads for each stream of a run; fewer streams at a time (concurrency: 1) make"
                  + " larger ones",
              cause);
      case "notFound" ->
          Problem.destination(
              message
                  + (message.contains("_tidemark_stage_")
                      ? ". A run that was left alone for 30 days has lost what it had staged:"
                          + " tidemark state JOB --reset STREAM, and the next sync reads it anew"
                      : ""),
              cause);
      default -> Problem.destination(message, cause);
    };
  }

  private String text(String message) {
    return database
        + ": "
        + Masking.mask(String.valueOf(message).lines().findFirst().orElse("no reason"));
  }
}
