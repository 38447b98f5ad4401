package dev.tidemark.simulator.s3;

import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiProvider;
import dev.tidemark.simulator.SimulatorOptions;
import java.util.List;
import java.util.Map;

/** Started by {@code Simulators.start("s3", options)}. */
public final class S3Provider implements ApiProvider {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Map<String, Object> credentials(String apiKey) {
    return Map.of(
        "bucket",
        S3Api.BUCKET,
        "aws_access_key_id",
        apiKey,
        "aws_secret_access_key",
        "any secret will do",
        "region_name",
        "us-east-1",
        "streams",
        List.of(
            Map.of(
                "name",
                "orders",
                "globs",
                List.of("orders/*.csv"),
                "format",
                Map.of("filetype", "csv", "inference_type", "Primitive Types Only"))));
  }

  @Override
  public Api open(SimulatorOptions options) {
    return new S3Api(options);
  }
}
