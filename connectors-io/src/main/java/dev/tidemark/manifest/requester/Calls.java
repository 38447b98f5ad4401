package dev.tidemark.manifest.requester;

import dev.tidemark.http.Account;
import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.http.Network;
import dev.tidemark.http.Request;
import dev.tidemark.manifest.budget.BudgetHeaders;
import java.util.function.Supplier;

/**
 * The way to a source while it is read. Safe for any number of threads.
 *
 * @param caller sends requests within the budget
 * @param account whose budget that is
 * @param network how requests leave
 * @param headers what the source says of the budget itself
 * @param mostRetries how often a request is sent again at most, whatever the manifest says
 */
public record Calls(
    Caller caller, Account account, Network network, BudgetHeaders headers, int mostRetries) {

  /** Sends a request until the judge is content. */
  public Caller.Outcome send(Supplier<Request> request, Judge judge, int retries) {
    Judge watching =
        (reply, failures) -> {
          headers.observe(reply, account);
          return judge.judge(reply, failures);
        };
    return caller.call(request, watching, Math.min(retries, mostRetries));
  }

  /** The same, but hardly trying again: for checks, which should answer soon. */
  public Calls impatient() {
    return new Calls(caller, account, network, headers, 1);
  }
}
