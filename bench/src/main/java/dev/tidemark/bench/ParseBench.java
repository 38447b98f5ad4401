package dev.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageLimit;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.file.Split;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;

/**
 * How fast one thread makes records of text, in MB of text a second of its processor time. Each
 * file is of 64 MB and in memory; the best of nine rounds counts.
 */
final class ParseBench {
  private static final int SIZE = 64 << 20;
  private static final int ROUNDS = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ParseBench() {}

  public static void main(String[] args) throws IOException {
    JsonObject none = null;
    run("jsonl", JsonObject.of("filetype", "jsonl"), jsonl(), none);
    JsonObject csv = JsonObject.of("filetype", "csv", "inference_type", "Primitive Types Only");
    byte[] text = csv();
    run("csv, as text", csv, text, none);
    run("csv, typed", csv, text, Formats.of("format", csv).infer(new InMemory(text)));
  }

  private static void run(String name, JsonObject config, byte[] text, JsonObject schema)
      throws IOException {
    FileFormat format = Formats.of("format", config);
    long best = Long.MAX_VALUE;
    long records = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = THREADS.getCurrentThreadCpuTime();
      records = read(format, new InMemory(text), schema);
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - begin);
    }
    System.out.printf(
        "%-14s %5d MB/s, %,d records/s%n",
        name, text.length * 1_000L / best, records * 1_000_000_000L / best);
  }

  private static long read(FileFormat format, FileContent file, JsonObject schema)
      throws IOException {
    long records = 0;
    try (PageReader reader =
        format.open(new Reading(file, Split.WHOLE, null, schema, PageLimit.USUAL))) {
      FilePage page;
      do {
        page = reader.next();
        records += page.records().size();
      } while (!page.isLast());
    }
    return records;
  }

  private static byte[] jsonl() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(SIZE + 1_000);
    for (long id = 0; text.length() < SIZE; id++) {
      text.append(
          "{\"id\":%d,\"uuid\":\"cus_%016x\",\"name\":\"Company %d Ltd\",\"email\":\"user%d@example.com\","
                  .formatted(id, random.nextLong(), random.nextInt(100_000), random.nextInt())
              + "\"status\":\"Active\",\"mrr\":%d,\"rate\":%d.%02d,\"city\":\"Berlin\",\"active\":true,"
                  .formatted(random.nextInt(100_000), random.nextInt(100), random.nextInt(100))
              + "\"created_at\":\"2024-03-%02dT10:15:30Z\",\"tags\":[\"a\",\"b\"],\"address\":{\"zip\":\"%05d\",\"country\":\"DE\"}}\n"
                  .formatted(1 + random.nextInt(28), random.nextInt(100_000)));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] csv() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(SIZE + 1_000);
    text.append("id,uuid,name,email,status,mrr,rate,city,active,created_at,note\n");
    for (long id = 0; text.length() < SIZE; id++) {
      text.append(
          "%d,cus_%016x,Company %d Ltd,user%d@example.com,Active,%d,%d.%02d,\"Berlin, DE\",true,2024-03-%02dT10:15:30Z,\"said \"\"%d\"\"\"\n"
              .formatted(
                  id,
                  random.nextLong(),
                  random.nextInt(100_000),
                  random.nextInt(),
                  random.nextInt(100_000),
                  random.nextInt(100),
                  random.nextInt(100),
                  1 + random.nextInt(28),
                  random.nextInt(1_000)));
    }
    return text.toString().getBytes(UTF_8);
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record InMemory(byte[] text) implements FileContent {
    @Override
    public String name() {
      return "text";
    }

    @Override
    public long length() {
      return text.length;
    }

    @Override
    public boolean isSeekable() {
      return true;
    }

    @Override
    public InputStream open(long offset, long length) {
      int from = (int) offset;
      return new ByteArrayInputStream(text, from, (int) Math.min(length, text.length - from));
    }
  }
}
