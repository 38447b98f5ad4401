package dev.tidemark.manifest.response;

import dev.tidemark.manifest.language.Component;

/** A body that is written in some format as a whole. */
record FormatDecoder(Format format, Paging paging) implements Decoder {
  static Decoder unpaged(Component component) {
    return new FormatDecoder(Format.REGISTRY.make(component), Paging.NONE);
  }

  static Decoder packed(Component component) {
    boolean isJson = component.child("decoder").type().equals("JsonDecoder");
    return new FormatDecoder(Format.REGISTRY.make(component), isJson ? Paging.BLIND : Paging.NONE);
  }

  static Decoder packedJson(Component component) {
    return new FormatDecoder(Gzip.of(Format.json(component)), Paging.BLIND);
  }

  static Decoder composite(Component component) {
    Component parser = component.child("parser");
    boolean isGzip = parser.type().equals("GzipParser");
    Component content = isGzip ? parser.child("inner_parser") : parser;
    boolean isJson = content.type().equals("JsonParser");
    return new FormatDecoder(Format.REGISTRY.make(parser), isJson ? Paging.BLIND : Paging.NONE);
  }

  @Override
  public Elements open(Answer answer) throws Undecodable {
    return format.read(Body.of(answer));
  }
}
