package dev.tidemark.simulator.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What can be done to the bucket. */
public interface S3Controls {
  /** Puts an object there, or another content in its place; S3 keeps whole seconds only. */
  void put(String key, byte[] content, Instant modified);

  /** The same, now. */
  void put(String key, byte[] content);

  /** Removes an object, if there is one. */
  void delete(String key);

  /** Removes all objects. */
  void clear();

  /** Nobody may read the object, though it is listed. */
  void deny(String key);

  /** The object may be read again. */
  void allow(String key);

  /** Does something once a reading of the object begins, before its first byte is given. */
  void onceReadBegins(String key, Runnable happening);

  /** Anybody may read, without credentials. */
  void open();

  /** Whoever reads must say that they pay. */
  void letReadersPay();

  /**
   * Only who assumes a role may read.
   *
   * @param externalId what must be said for it
   * @param validity for how long its credentials are good
   */
  void requireRole(String arn, String externalId, Duration validity);

  /** The bytes of an object. */
  byte[] content(String key);

  /** The keys of all objects, in order. */
  List<String> keys();

  /** Conditions of writing are not heeded, as by services that came before them. */
  void ignoreConditions();

  /** Nobody may write. */
  void denyWriting();

  /** Keys of uploads in parts that were begun, and neither completed nor given up. */
  List<String> unfinishedUploads();
}
