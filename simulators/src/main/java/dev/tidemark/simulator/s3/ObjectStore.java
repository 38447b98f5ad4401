package dev.tidemark.simulator.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.RecordSink;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The objects of the bucket. It begins with orders as CSV, a file for each thousand; growing adds
 * another one.
 */
final class ObjectStore implements ApiData {
  private static final int ROWS = 1_000;
  private static final String[] CITIES = {"Oslo", "Łódź", "Paris, FR", "São Paulo", "東京"};

  private final NavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(ObjectStore::inByteOrder);
  private final Dice dice;
  private final Clock clock;
  private int orders;
  private int files;

  ObjectStore(SimulatorOptions options) {
    dice = Dice.of(options.seed(), "orders");
    clock = options.clock();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int left = options.size(); left > 0; left -= ROWS) {
      addFile(Math.min(left, ROWS), start.plus(files, ChronoUnit.HOURS));
    }
  }

  private static int inByteOrder(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private synchronized void addFile(int rows, Instant modified) {
    StringBuilder text = new StringBuilder("id,customer,city,amount,paid\n");
    for (int row = 0; row < rows; row++) {
      long id = orders++;
      text.append(id).append(",customer ").append(dice.pick(id, 1, 500)).append(",\"");
      text.append(dice.of(id, 2, CITIES)).append("\",");
      text.append(dice.pick(id, 3, 100_000) / 100.0).append(',').append(dice.oneIn(id, 4, 2));
      text.append('\n');
    }
    String key = String.format(Locale.ROOT, "orders/part-%05d.csv", files++);
    put(key, text.toString().getBytes(UTF_8), modified);
  }

  void put(String key, byte[] content, Instant modified) {
    objects.put(key, object(content, modified));
  }

  /** Returns false, and does nothing, if there is an object with that key. */
  boolean create(String key, byte[] content, Instant modified) {
    return objects.putIfAbsent(key, object(content, modified)) == null;
  }

  private static StoredObject object(byte[] content, Instant modified) {
    return new StoredObject(content, etag(content), modified.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(content);
      return String.format(Locale.ROOT, "\"%032x\"", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void delete(String key) {
    objects.remove(key);
  }

  void clear() {
    objects.clear();
  }

  StoredObject get(String key) {
    return objects.get(key);
  }

  /** Objects in the order of their keys, from the first with the prefix and after a key. */
  NavigableMap<String, StoredObject> from(String prefix, String after) {
    boolean isPast = after != null && inByteOrder(after, prefix) >= 0;
    return isPast ? objects.tailMap(after, false) : objects.tailMap(prefix, true);
  }

  Clock clock() {
    return clock;
  }

  @Override
  public List<String> streams() {
    return List.of("objects");
  }

  @Override
  public RecordSet select(String stream, Map<String, String> parameters) {
    List<Map.Entry<String, StoredObject>> all = new ArrayList<>(new TreeMap<>(objects).entrySet());
    return RecordSet.all(all.size(), (position, sink) -> write(all.get(position), sink));
  }

  private static void write(Map.Entry<String, StoredObject> entry, RecordSink sink) {
    sink.text("key", entry.getKey());
    sink.number("size", (long) entry.getValue().content().length);
    sink.text("modified", entry.getValue().modified().toString());
  }

  @Override
  public void grow(int count) {
    addFile(count, clock.instant());
  }

  static void escape(String text, JsonBytes body) {
    body.raw(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }
}
