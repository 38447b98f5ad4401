package dev.tidemark.simulator.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.record.JsonBytes;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A role, and the service that hands out its credentials; the last ones alone are good. */
final class Role {
  private static final String KEY = "ASIAROLE";

  private final String arn;
  private final String externalId;
  private final Duration validity;
  private volatile int issued;

  Role(String arn, String externalId, Duration validity) {
    this.arn = arn;
    this.externalId = externalId;
    this.validity = validity;
  }

  /** Whether this is not for the bucket but for the service. */
  static boolean isAsked(Request request) {
    return request.method().equals("POST") && request.body().contains("Action=AssumeRole");
  }

  /** Whether it comes with credentials of the role. */
  boolean hasIssued(Request request) {
    String authorization = request.header("authorization");
    int last = issued;
    return authorization != null
        && authorization.contains("Credential=" + KEY + last + "/")
        && ("token-" + last).equals(request.header("x-amz-security-token"));
  }

  synchronized Answer assume(Request request, Instant now, JsonBytes body) {
    String asked = "&" + URLDecoder.decode(request.body(), UTF_8) + "&";
    if (!asked.contains("&RoleArn=" + arn + "&")
        || !asked.contains("&ExternalId=" + externalId + "&")) {
      body.clear().raw("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>");
      body.raw("<Message>not authorized to perform: sts:AssumeRole</Message></Error>");
      body.raw("</ErrorResponse>");
      return new Answer(403, S3Api.XML, null);
    }
    issued++;
    body.raw("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + KEY);
    body.number(issued).raw("</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>");
    body.raw("<SessionToken>token-").number(issued).raw("</SessionToken><Expiration>");
    body.raw(now.plus(validity).truncatedTo(ChronoUnit.SECONDS).toString());
    body.raw("</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>");
    return new Answer(200, S3Api.XML, null);
  }
}
