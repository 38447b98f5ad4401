package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import java.time.Instant;
import java.util.List;
import java.util.Set;

final class Undivided implements PartitionRouter {
  @Override
  public PartChunk parts(Object position, Instant now, Calls calls) {
    return new PartChunk(List.of(new Part(new JsonObject(), new JsonObject())), null);
  }

  @Override
  public RequestInputs inputs(JsonObject partition) {
    return new RequestInputs();
  }

  @Override
  public boolean isListed() {
    return true;
  }

  @Override
  public Set<String> extraNames() {
    return Set.of();
  }
}
