package dev.tidemark.s3;

import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * What refusals of a bucket mean, and what to do about them.
 *
 * @param kind of what can't be helped by another config
 */
public record Refusals(String bucket, Problem.Kind kind) {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired",
          "InvalidClientTokenId",
          "UnrecognizedClientException");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  Problem ofListing(SdkException e) {
    Problem general = general(e);
    if (general != null) {
      return general;
    }
    String code = code(e);
    if (code.equals("NoSuchBucket")) {
      return Problem.config("there is no bucket '" + bucket + "'");
    }
    return status(e) == 403
        ? Problem.credentials(
            "bucket "
                + bucket
                + ": listing it is not allowed; that takes s3:ListBucket on the bucket"
                + said(e))
        : other("bucket " + bucket + ": it can't be listed" + said(e), e);
  }

  /**
   * What a destination does.
   *
   * @param what failed, as "write a/b"
   */
  public Problem ofDestination(String what, SdkException e) {
    Problem general = general(e);
    if (general != null) {
      return general;
    }
    if (code(e).equals("NoSuchBucket")) {
      return Problem.config("there is no bucket '" + bucket + "'");
    }
    return status(e) == 403
        ? Problem.credentials(
            "bucket "
                + bucket
                + ": to "
                + what
                + " is not allowed; a destination takes s3:ListBucket and"
                + " s3:ListBucketMultipartUploads on the bucket, and s3:GetObject, s3:PutObject,"
                + " s3:DeleteObject and s3:AbortMultipartUpload on its objects"
                + said(e))
        : other("bucket " + bucket + ": can't " + what + said(e), e);
  }

  private Problem other(String message, SdkException e) {
    return Problem.of(kind, message, e);
  }

  Problem ofObject(StoredObject object, SdkException e) {
    Problem general = general(e);
    if (general != null) {
      return general;
    }
    String file = object.key() + ": ";
    return switch (status(e)) {
      case 404 -> Problem.source(file + "it is gone, deleted since it was listed");
      case 412, 416 ->
          Problem.source(
              file + "it has changed since it was listed; the next sync reads its new version");
      case 403 ->
          code(e).equals("InvalidObjectState")
              ? Problem.source(file + "it is in an archive; restore it before it can be read")
              : Problem.source(
                  file + "reading it is not allowed; that takes s3:GetObject on the object");
      default -> Problem.source(file + "it can't be read" + said(e));
    };
  }

  /** What has nothing to do with a single object, or null. */
  private Problem general(SdkException e) {
    if (!(e instanceof AwsServiceException)) {
      String text = String.valueOf(e.getMessage());
      return text.contains("load credentials")
          ? Problem.credentials(
              "there are no AWS credentials: give aws_access_key_id and aws_secret_access_key,"
                  + " a profile, or anonymous: true; or set them where the AWS tools look")
          : other("bucket " + bucket + ": S3 can't be reached: " + Masking.mask(text), e);
    }
    String code = code(e);
    if (e instanceof StsException) {
      return Problem.credentials(
          "bucket "
              + bucket
              + ": the role can't be assumed; it must trust these credentials, and role_external_id"
              + " must be the one that it asks for"
              + said(e));
    }
    if (BAD_CREDENTIALS.contains(code) || (status(e) == 401)) {
      return Problem.credentials("bucket " + bucket + ": the credentials are refused" + said(e));
    }
    if (ELSEWHERE.contains(code) || status(e) == 301) {
      return Problem.config(
          "bucket " + bucket + ": it is in another region; set region_name" + said(e));
    }
    return null;
  }

  private static int status(SdkException e) {
    return e instanceof AwsServiceException refusal ? refusal.statusCode() : 0;
  }

  private static String code(SdkException e) {
    boolean isTold = e instanceof AwsServiceException r && r.awsErrorDetails() != null;
    String code = isTold ? ((AwsServiceException) e).awsErrorDetails().errorCode() : null;
    return code == null ? "" : code;
  }

  private static String said(SdkException e) {
    String message =
        e instanceof AwsServiceException r && r.awsErrorDetails() != null
            ? r.awsErrorDetails().errorMessage()
            : null;
    String text = message == null ? e.getMessage() : message;
    return " (" + status(e) + " " + code(e) + ": " + Masking.mask(String.valueOf(text)) + ")";
  }
}
