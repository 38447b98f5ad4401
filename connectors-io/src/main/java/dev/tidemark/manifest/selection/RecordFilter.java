package dev.tidemark.manifest.selection;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;

/** The condition that a record must meet to be kept. */
final class RecordFilter {
  static final Registry<Expression> REGISTRY =
      Registry.<Expression>of("a record filter").with("RecordFilter", RecordFilter::condition);

  private RecordFilter() {}

  private static Expression condition(Component component) {
    return component.expression("condition", Names.FILTER, false);
  }
}
