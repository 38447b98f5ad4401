package dev.tidemark.destination.parquet;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.json.JsonObject;
import dev.tidemark.shape.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Records that can't be rows, as lines of JSON. The letters of some pages are in a file that is
 * named by the first of them and written before the pages enter the ledger: pages that must be
 * staged anew begin with the same one, so their letters stand once.
 */
final class DeadLetters {
  static final String FOLDER = "_tidemark/dead_letters/";

  private final Store store;

  DeadLetters(Store store) {
    this.store = store;
  }

  void keep(StreamKey key, String sync, List<StagedPage> pages) {
    StringBuilder lines = new StringBuilder();
    for (StagedPage page : pages) {
      for (DeadLetter letter : page.columns().deadLetters()) {
        lines
            .append(
                JsonObject.of(
                    "connection", key.connection(),
                    "stream", key.stream(),
                    "sync", sync,
                    "slice", page.entry().slice(),
                    "page", page.entry().page(),
                    "extracted_at",
                        Instant.EPOCH
                            .plus(page.columns().extractedAt(), ChronoUnit.MICROS)
                            .toString(),
                    "reason", letter.reason(),
                    "record", letter.record()))
            .append('\n');
      }
    }
    if (lines.length() > 0) {
      String first = String.format(Locale.ROOT, "%012d.jsonl", pages.get(0).entry().page());
      store.write(
          folder(key, sync, pages.get(0).entry().slice()) + first,
          lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  void forget(StreamKey key, String sync, String slice) {
    store.deleteFolder(folder(key, sync, slice));
  }

  private static String folder(StreamKey key, String sync, String slice) {
    return FOLDER + Documents.hash(key.toString()) + "/" + Documents.hash(sync + " " + slice) + "/";
  }
}
