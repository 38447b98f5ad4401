package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.Scope;
import java.util.HashMap;
import java.util.Map;

/** Takes the next token out of an answer, until it has none or a condition holds. */
final class CursorPagination implements PagingStrategy {
  private final Expression value;
  private final Expression stop;
  private final PageSize pageSize;
  private final boolean readsRecords;
  private final boolean readsResponse;

  CursorPagination(Component component) {
    value = component.expression("cursor_value", Names.PAGING);
    stop = component.expression("stop_condition", Names.PAGING, false);
    pageSize = new PageSize(component, Names.NONE);
    readsRecords = uses("last_record") || uses("last_page_size");
    readsResponse = uses("response");
  }

  @Override
  public Object first() {
    return null;
  }

  @Override
  public Object next(PageSeen seen) {
    Map<String, Object> names = new HashMap<>();
    names.put("response", seen.response());
    names.put("headers", seen.headers());
    names.put("last_record", seen.lastRecord() == null ? null : new LastRecord(seen.lastRecord()));
    names.put("last_page_size", (long) seen.emitted());
    Scope scope = Scope.of(names);
    return stop.holdsIn(scope) ? null : JsonValues.of(value.in(scope));
  }

  @Override
  public boolean readsRecords() {
    return readsRecords;
  }

  @Override
  public boolean readsResponse() {
    return readsResponse;
  }

  @Override
  public Object pageSize() {
    return pageSize.requested();
  }

  private boolean uses(String name) {
    return value.uses(name) || stop.uses(name);
  }
}
