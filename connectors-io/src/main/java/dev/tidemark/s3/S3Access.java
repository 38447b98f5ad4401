package dev.tidemark.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * How to get into a bucket.
 *
 * @param keyId with {@code key}; both null for the default chain of credentials
 * @param key a secret, so that none of this is ever printed
 * @param role ARN of a role to assume, or null
 * @param externalId what the role asks for, or null
 * @param profile of the user's AWS files, or null
 * @param anonymous whether no credentials are sent
 * @param endpoint of a service that speaks like S3; null for AWS
 * @param region null for what the environment says
 * @param pathStyle whether the bucket stands in the path; null for what the endpoint asks for
 * @param requesterPays whether the one who reads pays
 */
public record S3Access(
    String keyId,
    String key,
    String role,
    String externalId,
    String profile,
    boolean anonymous,
    String endpoint,
    String region,
    Boolean pathStyle,
    boolean requesterPays) {
  /** Where Airbyte's hosts keep it. */
  private static final String EXTERNAL_ID = "AWS_ASSUME_ROLE_EXTERNAL_ID";

  /** How a config says all this: JSON Schema of each setting, by name. */
  public static JsonObject properties() {
    try (InputStream in = S3Access.class.getResourceAsStream("access.json")) {
      return Json.parseObject(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static S3Access of(JsonObject config) {
    String externalId = text(config, "role_external_id");
    S3Access access =
        new S3Access(
            text(config, "aws_access_key_id"),
            text(config, "aws_secret_access_key"),
            text(config, "role_arn"),
            externalId == null ? System.getenv(EXTERNAL_ID) : externalId,
            text(config, "profile"),
            Boolean.TRUE.equals(config.get("anonymous")),
            endpoint(text(config, "endpoint")),
            text(config, "region_name"),
            (Boolean) config.get("path_style"),
            Boolean.TRUE.equals(config.get("requester_pays")));
    access.refuseContradictions();
    return access;
  }

  private void refuseContradictions() {
    if ((keyId == null) != (key == null)) {
      throw Problem.config(
          "aws_access_key_id and aws_secret_access_key belong together: give both or neither");
    }
    if (anonymous && (keyId != null || role != null || profile != null)) {
      throw Problem.config("anonymous: credentials are given too; give either");
    }
    if (profile != null && keyId != null) {
      throw Problem.config("profile: keys are given too; give either");
    }
  }

  private static String endpoint(String endpoint) {
    return endpoint == null || endpoint.contains("://") ? endpoint : "https://" + endpoint;
  }

  private static String text(JsonObject config, String name) {
    String text = config.text(name, "").strip();
    return text.isEmpty() ? null : text;
  }

  @Override
  public String toString() {
    return endpoint == null ? "AWS" : endpoint;
  }
}
