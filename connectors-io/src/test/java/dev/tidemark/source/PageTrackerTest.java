package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.PagePosition;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.IsBounded;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

final class PageTrackerTest {
  private static final PagePosition SECOND = PagePosition.FIRST.next("\"b\"");
  private static final PagePosition THIRD = SECOND.next("\"c\"");

  private final PageTracker tracker = new PageTracker(PageRange.from(PagePosition.FIRST));

  @Test
  void pagesAreClaimedOneAfterTheOtherToTheEnd() {
    assertThat(tracker.tryClaim(PageClaim.read(PagePosition.FIRST))).isTrue();
    assertThat(tracker.tryClaim(PageClaim.read(SECOND))).isTrue();
    tracker.tryClaim(PageClaim.END);
    assertThatCode(tracker::checkDone).doesNotThrowAnyException();
  }

  @Test
  void nothingIsClaimedAfterTheEnd() {
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    tracker.tryClaim(PageClaim.END);
    assertThat(tracker.tryClaim(PageClaim.read(SECOND))).isFalse();
    assertThat(tracker.trySplit(0)).isNull();
  }

  @Test
  void noSplitWhileAPageIsOnItsWay() {
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    assertThat(tracker.trySplit(0)).isNull();
    assertThat(tracker.trySplit(0.5)).isNull();
    assertThat(tracker.tryClaim(PageClaim.read(SECOND))).isTrue();
  }

  @Test
  void aSplitBeforeTheFirstPageHandsAllOfThemOn() {
    SplitResult<PageRange> split = tracker.trySplit(0);
    assertThat(split.getPrimary()).isEqualTo(new PageRange(PagePosition.FIRST, true));
    assertThat(split.getResidual()).isEqualTo(PageRange.from(PagePosition.FIRST));
    assertThat(tracker.tryClaim(PageClaim.read(PagePosition.FIRST))).isFalse();
  }

  @Test
  void aReaderThatStopsBetweenPagesHandsTheRestOn() {
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    tracker.tryClaim(PageClaim.later(SECOND));
    SplitResult<PageRange> split = tracker.trySplit(0);
    assertThat(split.getResidual()).isEqualTo(PageRange.from(SECOND));
    assertThat(tracker.currentRestriction()).isEqualTo(new PageRange(SECOND, true));
    assertThatCode(tracker::checkDone).doesNotThrowAnyException();
  }

  @Test
  void whatWasHandedOnIsNeitherClaimedNorSplitAgain() {
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    tracker.tryClaim(PageClaim.later(SECOND));
    tracker.trySplit(0);
    assertThat(tracker.tryClaim(PageClaim.read(SECOND))).isFalse();
    assertThat(tracker.trySplit(0)).isNull();
  }

  @Test
  void theRestGoesOnWhereTheFirstPartStopped() {
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    tracker.tryClaim(PageClaim.later(SECOND));
    PageTracker rest = new PageTracker(tracker.trySplit(0).getResidual());
    assertThat(rest.tryClaim(PageClaim.read(SECOND))).isTrue();
    assertThat(rest.tryClaim(PageClaim.later(THIRD))).isTrue();
    assertThat(rest.trySplit(0).getResidual()).isEqualTo(PageRange.from(THIRD));
  }

  @Test
  void pagesThatWereNeitherReadNorHandedOnAreAMistake() {
    assertThatThrownBy(tracker::checkDone).isInstanceOf(IllegalStateException.class);
    tracker.tryClaim(PageClaim.read(PagePosition.FIRST));
    assertThatThrownBy(tracker::checkDone)
        .hasMessage("the slice has pages that were neither read nor handed on");
    tracker.tryClaim(PageClaim.later(SECOND));
    assertThatThrownBy(tracker::checkDone).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSliceThatIsDoneHasNothingToClaim() {
    PageTracker done = new PageTracker(PageRange.DONE);
    assertThat(done.tryClaim(PageClaim.read(PagePosition.FIRST))).isFalse();
    assertThat(done.trySplit(0)).isNull();
    assertThatCode(done::checkDone).doesNotThrowAnyException();
  }

  @Test
  void aSliceHasAnEnd() {
    assertThat(tracker.isBounded()).isEqualTo(IsBounded.BOUNDED);
  }

  @Test
  void rangesComeBackFromTheirBytes() throws Exception {
    PageRangeCoder coder = new PageRangeCoder();
    for (PageRange range : new PageRange[] {PageRange.DONE, PageRange.from(THIRD)}) {
      byte[] bytes = CoderUtils.encodeToByteArray(coder, range);
      assertThat(CoderUtils.decodeFromByteArray(coder, bytes)).isEqualTo(range);
    }
  }
}
