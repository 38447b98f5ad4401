package dev.tidemark.s3;

import dev.tidemark.http.Network;
import java.net.URI;
import java.time.Duration;
import javax.xml.stream.XMLStreamException;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes clients of the SDK that work as a config and the network say. */
public final class S3Clients implements AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final int CONNECTIONS = 128;
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final String AWS = "amazonaws.com";

  /** Not those that ask the machine: where it is none of AWS that takes long, and is of no use. */
  private static final AwsRegionProviderChain REGIONS =
      new AwsRegionProviderChain(
          new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());

  private final S3Access access;
  private final Network network;
  private final SdkHttpClient http;
  private final Region region;

  public S3Clients(S3Access access, Network network) {
    this.access = access;
    this.network = network;
    this.http = http(network);
    this.region = region(access);
  }

  /**
   * @param onlooker is told of every request, and may hold it up
   */
  public S3Client s3(String bucket, ExecutionInterceptor onlooker) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .region(region)
            .credentialsProvider(credentials())
            // Services that only speak like S3 would keep the chunks' headers as content.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(retries())
                    .addExecutionInterceptor(onlooker)
                    .build());
    URI endpoint = endpoint(bucket);
    if (endpoint == null) {
      return builder.crossRegionAccessEnabled(true).build();
    }
    boolean inPath =
        access.pathStyle() == null
            ? !endpoint.getHost().endsWith(AWS)
            : Boolean.TRUE.equals(access.pathStyle());
    return builder.endpointOverride(endpoint).forcePathStyle(inPath).build();
  }

  /** Where requests go; null to let the SDK find out. */
  private URI endpoint(String bucket) {
    URI own = access.endpoint() == null ? null : URI.create(access.endpoint());
    String host = own == null ? "s3." + AWS : own.getHost();
    return network
        .route(host)
        .or(() -> network.route(bucket + "." + host))
        .map(URI::create)
        .orElse(own);
  }

  private StandardRetryStrategy retries() {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelay(network.firstBackoff(), LONGEST_BACKOFF);
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff)
        .circuitBreakerEnabled(false)
        // An answer that is cut off.
        .retryOnExceptionOrCauseInstanceOf(XMLStreamException.class)
        .build();
  }

  private AwsCredentialsProvider credentials() {
    AwsCredentialsProvider own = ownCredentials();
    if (access.role() == null) {
      return own;
    }
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts(own))
        .refreshRequest(
            request ->
                request
                    .roleArn(access.role())
                    .externalId(access.externalId())
                    .roleSessionName("tidemark"))
        .build();
  }

  private StsClient sts(AwsCredentialsProvider own) {
    StsClientBuilder builder =
        StsClient.builder().httpClient(http).region(region).credentialsProvider(own);
    network
        .route("sts." + region.id() + "." + AWS)
        .or(() -> network.route("sts." + AWS))
        .ifPresent(url -> builder.endpointOverride(URI.create(url)));
    return builder.build();
  }

  private AwsCredentialsProvider ownCredentials() {
    if (access.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    if (access.keyId() != null) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(access.keyId(), access.key()));
    }
    return access.profile() == null
        ? DefaultCredentialsProvider.builder().build()
        : ProfileCredentialsProvider.create(access.profile());
  }

  /** Clients are of no use from then on. */
  @Override
  public void close() {
    http.close();
  }

  private static Region region(S3Access access) {
    if (access.region() != null) {
      return Region.of(access.region());
    }
    try {
      return REGIONS.getRegion();
    } catch (SdkClientException e) {
      // Nothing here says one. The bucket's own is found out with the first answer.
      return Region.US_EAST_1;
    }
  }

  /** The SDK's own way with proxies would take HTTP_PROXY where HTTPS_PROXY is meant. */
  private static SdkHttpClient http(Network network) {
    return Apache5HttpClient.builder()
        .maxConnections(CONNECTIONS)
        .connectionTimeout(Duration.ofSeconds(10))
        .connectionAcquisitionTimeout(Duration.ofMinutes(5))
        .socketTimeout(SILENCE)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build())
        .httpRoutePlanner(new SystemDefaultRoutePlanner(network.proxies()))
        .build();
  }
}
