package dev.tidemark.file.avro;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.FilePage;
import dev.tidemark.file.PageReader;
import dev.tidemark.file.Reading;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;

/** Makes records of blocks. A place is where a block begins and a record in it. */
final class AvroPages implements PageReader {
  private final AvroContent content;
  private final DataFileReader<JsonObject> reader;
  private final Reading reading;
  private long block;
  private long inBlock;

  AvroPages(AvroContent content, Reading reading) throws IOException {
    this.content = content;
    this.reader = content.reader();
    this.reading = reading;
    if (reading.from() == null) {
      long from = reading.split().from();
      if (from > 0) {
        content.read(() -> sync(from));
      }
      block = reader.previousSync();
      return;
    }
    int colon = reading.from().indexOf(':');
    block = Long.parseLong(reading.from().substring(0, colon));
    long passed = Long.parseLong(reading.from().substring(colon + 1));
    content.read(() -> seek(block));
    content.refuseHugeBlock();
    for (inBlock = 0; inBlock < passed; inBlock++) {
      content.read(() -> reader.hasNext() ? reader.next() : null);
    }
    content.values().takeFlaw();
  }

  private Void sync(long offset) throws IOException {
    reader.sync(offset);
    return null;
  }

  private Void seek(long offset) throws IOException {
    reader.seek(offset);
    return null;
  }

  @Override
  public FilePage next() throws IOException {
    content.values().beginPage();
    List<JsonObject> records = new ArrayList<>();
    List<BadRecord> bad = new ArrayList<>();
    long begin = block;
    while (hasNext()) {
      if (reading.limit().isReached(records.size() + bad.size(), block - begin)) {
        return new FilePage(records, bad, block - begin, block + ":" + inBlock);
      }
      JsonObject record = content.read(reader::next);
      inBlock++;
      String flaw = content.values().takeFlaw();
      if (flaw == null) {
        records.add(record);
      } else {
        String where = "record " + inBlock + " of the block at byte " + block;
        bad.add(new BadRecord(where, flaw, record.toString()));
      }
    }
    return new FilePage(records, bad, reader.previousSync() - begin, null);
  }

  /** Whether there is a record left in a block that begins in this part. */
  private boolean hasNext() throws IOException {
    if (inBlock > 0 && inBlock < reader.getBlockCount()) {
      return true;
    }
    boolean ended =
        !reading.split().isLast() && content.read(() -> reader.pastSync(reading.split().to()));
    if (ended) {
      return false;
    }
    content.refuseHugeBlock();
    if (!content.read(reader::hasNext)) {
      content.requireEnd();
      return false;
    }
    if (reader.previousSync() != block) {
      block = reader.previousSync();
      inBlock = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
