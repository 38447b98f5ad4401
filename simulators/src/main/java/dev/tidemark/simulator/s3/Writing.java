package dev.tidemark.simulator.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.record.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever changes the bucket: whole objects, objects in parts, copies, deletions. */
final class Writing {
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
  private static final int LEAST_PART = 5 << 20;

  private final ObjectStore store;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile boolean conditionsIgnored;
  private volatile boolean denied;

  Writing(ObjectStore store) {
    this.store = store;
  }

  private record Upload(String key, Instant begun, NavigableMap<Integer, byte[]> parts) {}

  static boolean isAsked(String key, Request request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return !reads || (key.isEmpty() && request.parameter("uploads") != null);
  }

  Answer answer(String key, Request request, JsonBytes body) {
    if (denied) {
      return S3Api.error(403, "AccessDenied", "Access Denied", body);
    }
    String upload = request.parameter("uploadId");
    return switch (request.method()) {
      case "PUT" -> put(key, upload, request, body);
      case "POST" -> post(key, upload, request, body);
      case "DELETE" -> delete(key, upload);
      default -> uploads(request, body);
    };
  }

  private Answer put(String key, String upload, Request request, JsonBytes body) {
    String source = request.header("x-amz-copy-source");
    if (upload != null) {
      return part(upload, request, body);
    }
    if (source != null) {
      return copy(URLDecoder.decode(source.replace("+", "%2B"), UTF_8), key, body);
    }
    boolean mustBeNew = "*".equals(request.header("if-none-match")) && !conditionsIgnored;
    Instant now = store.clock().instant();
    if (mustBeNew && !store.create(key, request.content(), now)) {
      return S3Api.error(
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold",
          body);
    }
    if (!mustBeNew) {
      store.put(key, request.content(), now);
    }
    return new Answer(200, Map.of("etag", store.get(key).etag()), null);
  }

  private Answer copy(String source, String key, JsonBytes body) {
    StoredObject object = store.get(source.substring(source.indexOf('/') + 1));
    if (object == null) {
      return S3Api.error(404, "NoSuchKey", "The specified key does not exist.", body);
    }
    store.put(key, object.content(), store.clock().instant());
    return xml(body, "CopyObjectResult", "<ETag>" + object.etag() + "</ETag>");
  }

  private Answer post(String key, String upload, Request request, JsonBytes body) {
    if (key.isEmpty()) {
      Matcher named = KEY.matcher(request.body());
      while (named.find()) {
        store.delete(plain(named.group(1)));
      }
      return xml(body, "DeleteResult", "");
    }
    return upload == null ? begin(key, body) : complete(upload, request, body);
  }

  private static String plain(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private Answer begin(String key, JsonBytes body) {
    String id = "upload-" + begun.incrementAndGet();
    Instant now = store.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    uploads.put(id, new Upload(key, now, new ConcurrentSkipListMap<>()));
    return xml(body, "InitiateMultipartUploadResult", "<UploadId>" + id + "</UploadId>");
  }

  private Answer part(String id, Request request, JsonBytes body) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      return noSuchUpload(body);
    }
    upload.parts().put(request.number("partNumber", 1, 10_000), request.content());
    return new Answer(200, Map.of("etag", "\"part\""), null);
  }

  private Answer complete(String id, Request request, JsonBytes body) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      return noSuchUpload(body);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Matcher named = PART.matcher(request.body());
    boolean wasShort = false;
    while (named.find()) {
      byte[] part = upload.parts().get(Integer.valueOf(named.group(1)));
      if (part == null || wasShort) {
        return S3Api.error(400, part == null ? "InvalidPart" : "EntityTooSmall", "", body);
      }
      wasShort = part.length < LEAST_PART;
      whole.writeBytes(part);
    }
    store.put(upload.key(), whole.toByteArray(), store.clock().instant());
    uploads.remove(id);
    return xml(body, "CompleteMultipartUploadResult", "<ETag>\"whole\"</ETag>");
  }

  private static Answer noSuchUpload(JsonBytes body) {
    return S3Api.error(404, "NoSuchUpload", "The specified upload does not exist.", body);
  }

  private Answer delete(String key, String upload) {
    if (upload == null) {
      store.delete(key);
    } else {
      uploads.remove(upload);
    }
    return new Answer(204, Map.of(), null);
  }

  private Answer uploads(Request request, JsonBytes body) {
    String prefix = request.parameters().getOrDefault("prefix", "");
    StringBuilder listed = new StringBuilder();
    listed.append("<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>");
    uploads.forEach(
        (id, upload) -> {
          if (upload.key().startsWith(prefix)) {
            listed.append("<Upload><Key>").append(S3Api.encoded(upload.key()));
            listed.append("</Key><UploadId>").append(id).append("</UploadId><Initiated>");
            listed.append(upload.begun()).append("</Initiated></Upload>");
          }
        });
    return xml(body, "ListMultipartUploadsResult", listed.toString());
  }

  private static Answer xml(JsonBytes body, String name, String content) {
    body.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + name + ">");
    body.raw(content).raw("</" + name + ">");
    return new Answer(200, S3Api.XML, null);
  }

  void ignoreConditions() {
    conditionsIgnored = true;
  }

  void deny() {
    denied = true;
  }

  List<String> unfinished() {
    return uploads.values().stream().map(Upload::key).sorted().toList();
  }
}
