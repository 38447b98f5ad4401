package dev.tidemark.destination.parquet;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;

/** Where a destination's URL points to. */
interface Place {
  static Place of(DestinationRef ref) {
    String location = ref.location();
    return location.matches("(s3|gs)://.*") ? BucketPlace.of(ref) : FolderPlace.of(ref);
  }

  /** Its name, equal for all URLs of the same place. */
  String identity();

  /** Sees whether it can be reached. Writes nothing. */
  void check();

  /** Keeps other processes from syncing a connection, where that can be done. */
  Hold hold(String connection);

  Store open(Access access);
}
