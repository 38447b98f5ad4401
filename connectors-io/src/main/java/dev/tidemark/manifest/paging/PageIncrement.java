package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Names;

/** Counts pages until one is empty or not full. */
final class PageIncrement implements PagingStrategy {
  private final PageSize pageSize;
  private final long start;
  private final boolean sendsFirst;

  PageIncrement(Component component) {
    pageSize = new PageSize(component, Names.NONE);
    start = component.number("start_from_page", 0);
    sendsFirst = component.flag("inject_on_first_request");
  }

  @Override
  public Object first() {
    return sendsFirst ? start : null;
  }

  @Override
  public Object next(PageSeen seen) {
    if (pageSize.isLast(seen.extracted(), seen.response())) {
      return null;
    }
    return (seen.token() == null ? start : Counters.of(seen.token())) + 1;
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
