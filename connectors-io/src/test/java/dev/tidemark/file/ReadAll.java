package dev.tidemark.file;

import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Everything in a file, however it was divided. */
public record ReadAll(List<JsonObject> records, List<BadRecord> bad) {

  /** Reads the file as one, in pages of the usual size. */
  public static ReadAll of(FileFormat format, FileContent file, JsonObject schema)
      throws IOException {
    ReadAll all = new ReadAll(new ArrayList<>(), new ArrayList<>());
    Reading reading = new Reading(file, Split.WHOLE, null, schema, PageLimit.USUAL);
    try (PageReader reader = format.open(reading)) {
      FilePage page;
      do {
        page = reader.next();
        all.add(page);
      } while (!page.isLast());
    }
    return all;
  }

  /** Reads it in parts and pages of random sizes, each page by another reader if it so happens. */
  public static ReadAll inPieces(
      FileFormat format, FileContent file, JsonObject schema, Random random) throws IOException {
    return inPieces(format, file, schema, random, 20);
  }

  /** The same in pages of so many records at most. */
  public static ReadAll inPieces(
      FileFormat format, FileContent file, JsonObject schema, Random random, int most)
      throws IOException {
    ReadAll all = new ReadAll(new ArrayList<>(), new ArrayList<>());
    Split split = null;
    while (true) {
      Splitter splitter = format.splits(file, split, 1 + random.nextInt(2_000));
      Optional<Split> next = splitter.next();
      if (next.isEmpty()) {
        return all;
      }
      split = Split.parse(next.get().text());
      all.readSplit(format, file, split, schema, random, most);
    }
  }

  private void readSplit(
      FileFormat format, FileContent file, Split split, JsonObject schema, Random random, int most)
      throws IOException {
    String from = null;
    do {
      PageLimit limit = new PageLimit(1 + random.nextInt(most), 1 + random.nextInt(150 * most));
      try (PageReader reader = format.open(new Reading(file, split, from, schema, limit))) {
        int pages = 1 + random.nextInt(4);
        for (int i = 0; i < pages && (i == 0 || from != null); i++) {
          FilePage page = reader.next();
          add(page);
          from = page.following();
        }
      }
    } while (from != null);
  }

  private void add(FilePage page) {
    records.addAll(page.records());
    bad.addAll(page.bad());
  }
}
