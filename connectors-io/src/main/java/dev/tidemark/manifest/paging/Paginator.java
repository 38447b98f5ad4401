package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Truth;

/** Pages of a slice: which comes next, and how it is asked for. Safe for any number of threads. */
public final class Paginator {
  /** One request and no more. */
  public static final Paginator NONE = new Paginator(null, null, null, false);

  public static final Registry<Paginator> REGISTRY =
      Registry.<Paginator>of("a paginator")
          .with("NoPagination", component -> NONE)
          .with("DefaultPaginator", Paginator::compile);

  private static final Registry<Boolean> TOKEN_PLACES =
      Registry.<Boolean>of("a place for the page token")
          .with("RequestPath", component -> true)
          .with("RequestOption", component -> false);

  private final PagingStrategy strategy;
  private final RequestOption tokenOption;
  private final RequestOption sizeOption;
  private final boolean tokenIsPath;

  private Paginator(
      PagingStrategy strategy,
      RequestOption tokenOption,
      RequestOption sizeOption,
      boolean tokenIsPath) {
    this.strategy = strategy;
    this.tokenOption = tokenOption;
    this.sizeOption = sizeOption;
    this.tokenIsPath = tokenIsPath;
  }

  private static Paginator compile(Component component) {
    Component strategy = component.child("pagination_strategy");
    RequestOption size =
        component.optional("page_size_option").map(RequestOption::compile).orElse(null);
    if (size != null && !strategy.isMissing() && !strategy.has("page_size")) {
      component.flaw("page_size_option", "needs a page_size in the pagination strategy");
    }
    Component place = component.optional("page_token_option").orElse(null);
    boolean isPath = place != null && Boolean.TRUE.equals(TOKEN_PLACES.make(place));
    RequestOption token = place == null || isPath ? null : RequestOption.compile(place);
    return new Paginator(PagingStrategy.REGISTRY.make(strategy), token, size, isPath);
  }

  /** The token of the first page, or null. */
  public Object first() {
    return strategy == null ? null : strategy.first();
  }

  /** The token of the page after one, or null where that was the last. */
  public Object next(PageSeen seen) {
    Object token = strategy == null ? null : strategy.next(seen);
    return Truth.of(token) ? token : null;
  }

  /** Whether {@link #next} needs the records as they are after transformations. */
  public boolean readsRecords() {
    return strategy != null && strategy.readsRecords();
  }

  /** Whether {@link #next} looks into the body. */
  public boolean readsResponse() {
    return strategy != null && strategy.readsResponse();
  }

  /** What the request for a page has because of paging. */
  public RequestInputs inputs(Object token) {
    RequestInputs inputs = new RequestInputs();
    if (tokenOption != null && token != null) {
      tokenOption.set(token, inputs);
    }
    if (sizeOption != null) {
      sizeOption.set(strategy.pageSize(), inputs);
    }
    return inputs;
  }

  /** Where the page is, if that is what the token says; null otherwise. */
  public String path(Object token) {
    return tokenIsPath && token != null ? PythonText.str(token) : null;
  }
}
