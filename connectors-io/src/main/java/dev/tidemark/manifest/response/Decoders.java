package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Registry;

/** The decoders that a manifest may name. */
public final class Decoders {
  public static final Registry<Decoder> REGISTRY =
      Registry.<Decoder>of("a decoder")
          .with("JsonDecoder", component -> JsonDecoder.INSTANCE)
          .without(
              "GzipDecoder",
              "JsonlDecoder",
              "CsvDecoder",
              "ZipfileDecoder",
              "IterableDecoder",
              "XmlDecoder",
              "JsonItemsDecoder");

  private Decoders() {}
}
