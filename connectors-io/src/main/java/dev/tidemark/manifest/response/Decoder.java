package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Registry;
import java.util.List;

/** Turns a body into the elements that records are extracted from. */
public interface Decoder {
  Registry<Decoder> REGISTRY =
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

  /** The elements; throws where the body is not what the decoder reads. */
  List<Object> decode(Answer answer) throws Undecodable;
}
