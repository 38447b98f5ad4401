package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.s3.S3Access;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Wishes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The source {@code s3}. */
@AutoService(SourceProvider.class)
public final class S3Files implements SourceProvider {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String title() {
    return "S3 (files of a bucket: CSV, JSONL, Parquet, Avro, Excel, documents)";
  }

  @Override
  public ConfigSpec spec() {
    try (InputStream in = S3Files.class.getResourceAsStream("spec.json")) {
      JsonObject schema = Json.parseObject(new String(in.readAllBytes(), UTF_8));
      return new ConfigSpec(schema.put("properties", withAccess(schema.object("properties"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to get into the bucket is said next to which it is. */
  private static JsonObject withAccess(JsonObject properties) {
    JsonObject all = new JsonObject().put("bucket", properties.get("bucket"));
    for (JsonObject some : List.of(S3Access.properties(), properties)) {
      for (int i = 0; i < some.size(); i++) {
        all.put(some.name(i), some.value(i));
      }
    }
    return all;
  }

  @Override
  public Source open(JsonObject config, Network network, List<Rate> budget) {
    return open(config, network, budget, Wishes.NONE);
  }

  @Override
  public Source open(JsonObject config, Network network, List<Rate> budget, Wishes wishes) {
    return new S3Source(S3Config.of(config), network, budget, wishes);
  }
}
