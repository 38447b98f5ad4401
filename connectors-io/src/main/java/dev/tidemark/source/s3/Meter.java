package dev.tidemark.source.s3;

import dev.tidemark.http.Account;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Request;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what is sent, retries included, and keeps it within the budget. */
final class Meter implements ExecutionInterceptor {
  private static final ExecutionAttribute<Account.Place> PLACE =
      new ExecutionAttribute<>("dev.tidemark.place");
  private static final Request ANY = Request.get(URI.create("https://s3.amazonaws.com"), Map.of());

  private final Account account;
  private final CallStats stats;

  Meter(Account account, CallStats stats) {
    this.account = account;
    this.stats = stats;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (release(attributes)) {
      stats.retry();
    }
    try {
      Account.Place place = account.take(ANY);
      attributes.putAttribute(PLACE, place);
      stats.waited(place.waited());
      stats.request();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the budget");
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    release(attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    release(attributes);
  }

  /** Whether there was an attempt before. */
  private static boolean release(ExecutionAttributes attributes) {
    Account.Place place = attributes.getAttribute(PLACE);
    if (place == null) {
      return false;
    }
    place.close();
    return true;
  }
}
