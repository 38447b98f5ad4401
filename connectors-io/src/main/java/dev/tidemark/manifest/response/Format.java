package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.nio.charset.Charset;

/** A way to write elements down as bytes. */
interface Format {
  /** The formats that may be packed in another one, by their newer and their older names. */
  Registry<Format> REGISTRY =
      Registry.<Format>of("a format")
          .with("JsonDecoder", component -> JsonText.items(null))
          .with("JsonParser", Format::json)
          .with("JsonlDecoder", component -> JsonText.sequence(null))
          .with("JsonLineParser", component -> JsonText.sequence(charset(component)))
          .with("JsonItemsDecoder", Format::jsonItems)
          .with("CsvDecoder", CsvOptions::format)
          .with("CsvParser", CsvOptions::format)
          .with("GzipDecoder", component -> Gzip.of(child(component, "decoder")))
          .with("GzipParser", component -> Gzip.of(child(component, "inner_parser")));

  Elements read(Body body) throws Undecodable;

  /** The format that stands in a field. */
  static Format child(Component component, String field) {
    return REGISTRY.make(component.child(field));
  }

  static Format json(Component component) {
    return JsonText.items(charset(component));
  }

  private static Format jsonItems(Component component) {
    String path = component.text("items_path");
    if (path.startsWith("$") || path.contains("[") || path.contains("*")) {
      component.flaw("items_path", "must be names joined by dots, as data.users");
    }
    return JsonText.itemsAt(path, charset(component));
  }

  /** The encoding that a component names; null for one of those that JSON may be in. */
  private static Charset charset(Component component) {
    return component.has("encoding") ? Charsets.of(component).charset() : null;
  }
}
