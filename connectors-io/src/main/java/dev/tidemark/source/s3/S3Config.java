package dev.tidemark.source.s3;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.S3Access;
import dev.tidemark.shape.TimeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a config says.
 *
 * @param bucket the bucket's name
 * @param access how to get in
 * @param start files that were last modified before are left out; null for none
 * @param transfer how whole files are handed over; null where their records are read
 * @param streams what to read
 */
record S3Config(
    String bucket,
    S3Access access,
    Instant start,
    FileTransfer.Layout transfer,
    List<FileStream> streams) {
  static S3Config of(JsonObject config) {
    List<FileStream> streams = new ArrayList<>();
    Set<String> names = new HashSet<>();
    FileTransfer.Layout transfer = transfer(config);
    for (Object item : config.list("streams")) {
      String path = "streams[" + streams.size() + "]";
      FileStream stream = FileStream.of(path, (JsonObject) item, transfer != null);
      if (!names.add(stream.name())) {
        throw Problem.config(path + ".name: there is another stream '" + stream.name() + "'");
      }
      streams.add(stream);
    }
    return new S3Config(
        config.text("bucket", ""),
        S3Access.of(config),
        start(config.text("start_date", "")).orElse(null),
        transfer,
        List.copyOf(streams));
  }

  private static FileTransfer.Layout transfer(JsonObject config) {
    JsonObject method = config.object("delivery_method");
    if (method == null || !method.text("delivery_type", "").equals("use_file_transfer")) {
      return null;
    }
    return new FileTransfer.Layout(
        !Boolean.FALSE.equals(method.get("preserve_directory_structure")));
  }

  private static Optional<Instant> start(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    TimeText time = new TimeText();
    if (!time.parse(text)) {
      throw Problem.config("start_date: '" + text + "' is no time, as 2026-01-31T00:00:00Z is");
    }
    return Optional.of(Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS));
  }
}
