package dev.tidemark.manifest.selection;

import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.response.Undecodable;
import java.util.List;

/** Finds the records in the elements of a body. Safe for any number of threads. */
public interface RecordExtractor {
  /** What stands at the root of each element. */
  RecordExtractor ROOT = DpathExtractor.root();

  /**
   * What extraction depends on beside the extractor itself.
   *
   * @param strict whether a missing record path is an error
   * @param changesRecords whether records are changed once they are extracted
   */
  record Setting(boolean strict, boolean changesRecords) {}

  static Registry<RecordExtractor> registry(Setting setting) {
    return Registry.<RecordExtractor>of("a record extractor")
        .with("DpathExtractor", component -> new DpathExtractor(component, setting))
        .withCustom("CustomRecordExtractor", RecordExtractor.class);
  }

  /** The records, whatever they are; throws where the body lacks what it must have. */
  List<Object> extract(List<Object> elements) throws Undecodable;
}
