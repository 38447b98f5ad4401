package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.source.Span;
import java.util.List;

final class Undivided implements PartitionRouter {
  @Override
  public PartChunk parts(Object position, Span span, Calls calls) {
    return new PartChunk(List.of(new Part(new JsonObject(), new JsonObject())), null);
  }

  @Override
  public boolean isListed() {
    return true;
  }
}
