package dev.tidemark.simulator.convex;

/**
 * What can be done to a simulated deployment while it runs: {@code
 * simulator.controls(ConvexControls.class).expireLog()}.
 */
public interface ConvexControls {
  /** Forgets the log up to now: cursors from before are outside of the window. */
  void expireLog();

  /** Forgets the log before a moment. */
  void expireLogBefore(long moment);

  /** Snapshots of moments before now are too old from here on. */
  void expireSnapshots();

  /** Makes a table of so many documents in the root component. */
  void addTable(String name, int size);

  /**
   * Puts other documents, with other ids, in the place of a table's, as an import does. The log
   * never says that the old ones are gone.
   */
  void replaceTable(String name);

  /** Makes every request be refused, as on a plan without streaming export. */
  void disableExport();

  /** How often a reading of a snapshot could not go on from where the last request had ended. */
  int snapshotStarts();
}
