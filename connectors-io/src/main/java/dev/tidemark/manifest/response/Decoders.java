package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.response.Decoder.Paging;

/** The decoders that a manifest may name. */
public final class Decoders {
  public static final Registry<Decoder> REGISTRY =
      Registry.<Decoder>of("a decoder")
          .with("JsonDecoder", component -> JsonDecoder.INSTANCE)
          .with("XmlDecoder", component -> new XmlDecoder())
          .with("IterableDecoder", component -> new FormatDecoder(Lines::new, Paging.NONE))
          .with("ZipfileDecoder", ZipfileDecoder::new)
          .with("CsvDecoder", FormatDecoder::unpaged)
          .with("JsonlDecoder", FormatDecoder::unpaged)
          .with("JsonItemsDecoder", FormatDecoder::unpaged)
          .with("GzipDecoder", FormatDecoder::packed)
          .with("GzipJsonDecoder", FormatDecoder::packedJson)
          .with("CompositeRawDecoder", FormatDecoder::composite)
          .withCustom("CustomDecoder", Decoder.class);

  /** Reads downloads where the manifest names no decoder but an extractor that reads files. */
  public static final Decoder DOWNLOADED_TABLE = new DownloadedTable();

  private Decoders() {}
}
