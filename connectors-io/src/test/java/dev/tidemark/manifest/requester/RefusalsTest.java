package dev.tidemark.manifest.requester;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Account;
import dev.tidemark.http.Budget;
import dev.tidemark.http.FakeTime;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
  private final FakeTime time = new FakeTime();
  private final Refusals refusals = Refusals.of(new Account(Budget.UNLIMITED, time));

  private void refuse(String stream) {
    refusals.refused(stream, Problem.credentials(stream + " is refused"));
  }

  private void assertOpen(String stream) {
    assertThatCode(() -> refusals.check(stream)).doesNotThrowAnyException();
  }

  private void assertRefused(String stream, String as) {
    assertThatThrownBy(() -> refusals.check(stream))
        .isInstanceOf(Problem.class)
        .hasMessage(as + " is refused");
  }

  @Test
  void aStreamOfWhichNothingWasEverAcceptedIsRefusedAtOnce() {
    refuse("a");
    assertRefused("a", "a");
    assertOpen("b");
  }

  @Test
  void threeRefusedStreamsAndNoneAcceptedMeanTheAccount() {
    refuse("a");
    refuse("b");
    assertOpen("d");
    refuse("c");
    assertThatThrownBy(() -> refusals.check("d")).hasMessageEndingWith(" is refused");
  }

  @Test
  void whereOneStreamIsAcceptedTheOthersHaveTheirChance() {
    refusals.accepted("z");
    refuse("a");
    refuse("b");
    refuse("c");
    assertOpen("d");
    assertOpen("z");
  }

  @Test
  void partsOfAStreamMayBeRefusedUnlessTooManyAreInARow() {
    refusals.accepted("a");
    for (int i = 0; i < 19; i++) {
      refuse("a");
    }
    assertOpen("a");
    refuse("a");
    assertRefused("a", "a");
    refusals.accepted("a");
    refuse("a");
    assertOpen("a");
  }

  @Test
  void aRefusalHoldsForAMinute() {
    refuse("a");
    time.pass(Duration.ofSeconds(60));
    assertRefused("a", "a");
    time.pass(Duration.ofSeconds(1));
    assertOpen("a");
  }

  @Test
  void newCredentialsHaveTheirChance() {
    refuse("a");
    refusals.forget();
    assertOpen("a");
  }

  @Test
  void allWhoUseTheAccountShareThem() {
    Account account = new Account(Budget.UNLIMITED, time);
    Refusals.of(account).refused("a", Problem.credentials("no"));
    assertThatThrownBy(() -> Refusals.of(account).check("a")).hasMessage("no");
  }
}
