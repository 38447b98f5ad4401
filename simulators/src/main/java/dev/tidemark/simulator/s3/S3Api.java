package dev.tidemark.simulator.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.Quota;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.JsonBytes;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One bucket, which stands in the path: listing and reading; {@link Writing} does the rest. */
final class S3Api implements Api, S3Controls {
  static final String BUCKET = "demo-bucket";

  private static final String HOST = "s3.amazonaws.com";
  private static final int PAGE = 1_000;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  static final Map<String, String> XML = Map.of("content-type", "application/xml");

  private final String keyId;
  private final int page;
  private final ObjectStore store;
  private final Writing writing;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();
  private volatile boolean open;
  private volatile boolean readersPay;
  private volatile Role role;

  S3Api(SimulatorOptions options) {
    keyId = options.apiKey();
    page = options.maxPageSize(PAGE);
    store = new ObjectStore(options);
    writing = new Writing(store);
  }

  /** S3 has none to speak of. */
  @Override
  public Rate rate() {
    return null;
  }

  @Override
  public ApiData data() {
    return store;
  }

  @Override
  public Map<String, String> hosts() {
    return Map.of(HOST, "");
  }

  @Override
  public boolean knows(Request request) {
    Role required = role;
    if (required != null && !Role.isAsked(request)) {
      return required.hasIssued(request);
    }
    String authorization = request.header("authorization");
    return authorization == null ? open : authorization.contains("Credential=" + keyId + "/");
  }

  @Override
  public Answer unauthorized(Request request, JsonBytes body) {
    return request.header("authorization") == null
        ? error(403, "AccessDenied", "Access Denied", body)
        : error(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            body);
  }

  @Override
  public Answer tooManyRequests(Quota quota, JsonBytes body) {
    return error(503, "SlowDown", "Please reduce your request rate.", body);
  }

  @Override
  public Answer answer(Request request, JsonBytes body) {
    if (role != null && Role.isAsked(request)) {
      return role.assume(request, store.clock().instant(), body);
    }
    String host = request.header("host");
    boolean inHost = host != null && host.startsWith(BUCKET + ".");
    String path = inHost ? "/" + BUCKET + request.path() : request.path();
    String bucket = "/" + BUCKET;
    if (!path.equals(bucket) && !path.startsWith(bucket + "/")) {
      return error(404, "NoSuchBucket", "The specified bucket does not exist", body);
    }
    if (readersPay && !"requester".equals(request.header("x-amz-request-payer"))) {
      return error(403, "AccessDenied", "Access Denied", body);
    }
    String key = path.substring(Math.min(path.length(), bucket.length() + 1));
    if (Writing.isAsked(key, request)) {
      return writing.answer(key, request, body);
    }
    return key.isEmpty() ? list(request, body) : get(key, request, body);
  }

  private Answer list(Request request, JsonBytes body) {
    String prefix = request.parameters().getOrDefault("prefix", "");
    String token = request.parameter("continuation-token");
    String after = token == null ? request.parameter("start-after") : token;
    int most = Math.min(page, request.number("max-keys", PAGE, Integer.MAX_VALUE));
    body.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult>");
    int count = 0;
    String last = null;
    boolean isCut = false;
    for (Map.Entry<String, StoredObject> entry : store.from(prefix, after).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (count == most) {
        isCut = true;
        break;
      }
      last = entry.getKey();
      contents(last, entry.getValue(), body);
      count++;
    }
    body.raw("<Name>" + BUCKET + "</Name><EncodingType>url</EncodingType><KeyCount>");
    body.number(count).raw("</KeyCount><MaxKeys>").number(most).raw("</MaxKeys>");
    if (isCut) {
      body.raw("<NextContinuationToken>" + encoded(last) + "</NextContinuationToken>");
    }
    body.raw("<IsTruncated>" + isCut + "</IsTruncated></ListBucketResult>");
    return new Answer(200, XML, null);
  }

  private static void contents(String key, StoredObject object, JsonBytes body) {
    body.raw("<Contents><Key>").raw(encoded(key)).raw("</Key><LastModified>");
    body.raw(object.modified().toString()).raw("</LastModified><ETag>");
    body.raw(object.etag().replace("\"", "&quot;")).raw("</ETag><Size>");
    body.number(object.content().length).raw("</Size></Contents>");
  }

  static String encoded(String key) {
    return URLEncoder.encode(key, UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private Answer get(String key, Request request, JsonBytes body) {
    if (denied.contains(key)) {
      return error(403, "AccessDenied", "Access Denied", body);
    }
    Runnable happening = happenings.remove(key);
    if (happening != null) {
      happening.run();
    }
    StoredObject object = store.get(key);
    if (object == null) {
      return error(404, "NoSuchKey", "The specified key does not exist.", body);
    }
    String match = request.header("if-match");
    if (match != null && !match.equals(object.etag())) {
      return error(
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold",
          body);
    }
    return part(object, request.header("range"), body);
  }

  private Answer part(StoredObject object, String range, JsonBytes body) {
    int size = object.content().length;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "binary/octet-stream");
    headers.put("etag", object.etag());
    headers.put("accept-ranges", "bytes");
    headers.put(
        "last-modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atOffset(ZoneOffset.UTC)));
    Matcher asked = range == null ? null : RANGE.matcher(range);
    if (asked == null || !asked.matches()) {
      body.raw(object.content());
      return new Answer(200, headers, null);
    }
    long from = Long.parseLong(asked.group(1));
    long to = asked.group(2).isEmpty() ? size - 1L : Long.parseLong(asked.group(2));
    if (from >= size) {
      return error(416, "InvalidRange", "The requested range is not satisfiable", body);
    }
    int end = (int) Math.min(size, to + 1);
    headers.put("content-range", "bytes " + from + "-" + (end - 1) + "/" + size);
    body.raw(object.content(), (int) from, end);
    return new Answer(206, headers, null);
  }

  static Answer error(int status, String code, String message, JsonBytes body) {
    body.clear().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>");
    body.raw(code).raw("</Code><Message>").raw(message).raw("</Message></Error>");
    return new Answer(status, XML, null);
  }

  @Override
  public void put(String key, byte[] content, Instant modified) {
    store.put(key, content.clone(), modified);
  }

  @Override
  public void put(String key, byte[] content) {
    put(key, content, store.clock().instant());
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public void deny(String key) {
    denied.add(key);
  }

  @Override
  public void allow(String key) {
    denied.remove(key);
  }

  @Override
  public void onceReadBegins(String key, Runnable happening) {
    happenings.put(key, happening);
  }

  @Override
  public void open() {
    open = true;
  }

  @Override
  public void letReadersPay() {
    readersPay = true;
  }

  @Override
  public void requireRole(String arn, String externalId, Duration validity) {
    role = new Role(arn, externalId, validity);
  }

  @Override
  public byte[] content(String key) {
    return store.get(key).content().clone();
  }

  @Override
  public List<String> keys() {
    return List.copyOf(store.from("", null).keySet());
  }

  @Override
  public void ignoreConditions() {
    writing.ignoreConditions();
  }

  @Override
  public void denyWriting() {
    writing.deny();
  }

  @Override
  public List<String> unfinishedUploads() {
    return writing.unfinished();
  }
}
