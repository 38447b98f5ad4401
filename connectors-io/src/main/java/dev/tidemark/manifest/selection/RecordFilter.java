package dev.tidemark.manifest.selection;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;

/** The condition that a record must meet to be kept. */
public final class RecordFilter {
  public static final Registry<RecordCondition> REGISTRY =
      Registry.<RecordCondition>of("a record filter")
          .with("RecordFilter", RecordFilter::condition)
          .withCustom("CustomRecordFilter", RecordCondition.class);

  private RecordFilter() {}

  private static RecordCondition condition(Component component) {
    Expression condition = component.expression("condition", Names.FILTER, false);
    return (record, scope) -> condition.holdsIn(scope);
  }
}
