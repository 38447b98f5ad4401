package dev.tidemark.manifest.budget;

import dev.tidemark.http.Account;
import dev.tidemark.http.Reply;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.response.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Headers in which an API tells what is left of its budget; with nothing left, all wait. */
public final class BudgetHeaders {
  /** For APIs without such headers. */
  public static final BudgetHeaders NONE = new BudgetHeaders("", "");

  private static final int TOO_MANY = 429;
  private static final Duration MOST = Duration.ofSeconds(90);
  private static final Duration UNTOLD = Duration.ofSeconds(60);

  private final String remaining;
  private final String reset;

  private BudgetHeaders(String remaining, String reset) {
    this.remaining = remaining;
    this.reset = reset;
  }

  /** The headers that {@code tidemark.budget_headers} names. */
  public static BudgetHeaders compile(Component component) {
    component.choice("format", List.of("epoch_seconds"), "epoch_seconds");
    return new BudgetHeaders(component.text("remaining"), component.text("reset"));
  }

  /** Lets the account wait if the answer says that nothing is left. */
  public void observe(Reply reply, Account account) {
    boolean isUsedUp =
        reply.status() == TOO_MANY || reply.header(remaining).orElse("").strip().equals("0");
    if (!remaining.isEmpty() && isUsedUp) {
      Instant now = new Answer(reply).arrival();
      account.pauseUntil(now.plus(pause(reply, now)));
    }
  }

  private Duration pause(Reply reply, Instant now) {
    String value = reply.header(reset).map(String::strip).orElse("");
    Instant end = value.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(value)) : now;
    if (!end.isAfter(now)) {
      return UNTOLD;
    }
    Duration pause = Duration.between(now, end).plusSeconds(1);
    return pause.compareTo(MOST) > 0 ? MOST : pause;
  }
}
