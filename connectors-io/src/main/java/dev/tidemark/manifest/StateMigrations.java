package dev.tidemark.manifest;

import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.state.LegacyToPerPartition;
import dev.tidemark.manifest.state.StateMigration;
import java.util.List;

/** The state migrations of a stream. */
final class StateMigrations {
  private StateMigrations() {}

  static List<StateMigration> of(Component stream, Cursor cursor, Slicer slicer) {
    return Registry.<StateMigration>of("a state migration")
        .with("LegacyToPerPartitionStateMigration", m -> legacy(stream, m, cursor, slicer))
        .withCustom("CustomStateMigration", StateMigration.class)
        .makeAll(stream.children("state_migrations"));
  }

  private static StateMigration legacy(
      Component stream, Component migration, Cursor cursor, Slicer slicer) {
    List<String> fields = slicer.partitionFields();
    if (cursor == null || fields.isEmpty()) {
      // One that is there can't be made, and says so itself.
      if (!stream.has("incremental_sync") || !stream.child("retriever").has("partition_router")) {
        migration.flaw("needs a stream that has a partition_router and incremental_sync");
      }
      return null;
    }
    // States in the older shape name a part by one value, so there can't be any for other streams.
    return fields.size() > 1 ? null : new LegacyToPerPartition(fields.get(0), cursor.field());
  }
}
