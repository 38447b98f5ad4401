package dev.tidemark.sync;

import java.util.List;

/** Told how a sync goes, from the thread that runs it. */
public interface SyncListener {
  SyncListener SILENT =
      new SyncListener() {
        @Override
        public void planned(List<StreamPlan> plans) {}

        @Override
        public void progress(List<StreamReport> streams) {}
      };

  /** Tells both. */
  static SyncListener both(SyncListener first, SyncListener second) {
    return new SyncListener() {
      @Override
      public void planned(List<StreamPlan> plans) {
        first.planned(plans);
        second.planned(plans);
      }

      @Override
      public void progress(List<StreamReport> streams) {
        first.progress(streams);
        second.progress(streams);
      }
    };
  }

  /** What is going to be done; once for each round. */
  void planned(List<StreamPlan> plans);

  /** How far each stream has come; several times a second. */
  void progress(List<StreamReport> streams);
}
