package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import java.util.Set;

/** Counts records until a page is empty or not full; moves on by as many as came. */
final class OffsetIncrement implements PagingStrategy {
  private final PageSize pageSize;
  private final boolean sendsFirst;

  OffsetIncrement(Component component) {
    pageSize = new PageSize(component, Set.of("response"));
    sendsFirst = component.flag("inject_on_first_request");
  }

  @Override
  public Object first() {
    return sendsFirst ? 0L : null;
  }

  @Override
  public Object next(PageSeen seen) {
    if (pageSize.isLast(seen.extracted(), seen.response())) {
      return null;
    }
    return (seen.token() == null ? 0 : Counters.of(seen.token())) + seen.extracted();
  }

  @Override
  public boolean readsRecords() {
    return false;
  }

  @Override
  public boolean readsResponse() {
    return false;
  }

  @Override
  public Object pageSize() {
    return pageSize.requested();
  }
}
