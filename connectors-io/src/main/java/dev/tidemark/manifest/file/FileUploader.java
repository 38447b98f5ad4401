package dev.tidemark.manifest.file;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Reply;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.selection.RecordExtractor;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.FileFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Downloads the file that belongs to each record, and notes in the record where it is. Safe for any
 * number of threads.
 */
public final class FileUploader {
  /** The field of a record that tells of its file. */
  public static final String FIELD = "file_reference";

  /** Records have no files. */
  public static final FileUploader NONE = new FileUploader(null, null, null);

  private final Endpoint endpoint;
  private final RecordExtractor target;
  private final Expression name;

  private FileUploader(Endpoint endpoint, RecordExtractor target, Expression name) {
    this.endpoint = endpoint;
    this.target = target;
    this.name = name;
  }

  /**
   * Compiles a file uploader.
   *
   * @param authenticators makes the authenticator of its requester
   */
  public static FileUploader compile(
      Component component, Function<Component, Authenticator> authenticators) {
    return new FileUploader(
        Endpoint.compile(
            component.child("requester"),
            Names.plus(Names.REQUEST, Names.DOWNLOAD_TARGET),
            authenticators),
        RecordExtractor.registry(new RecordExtractor.Setting(false, false))
            .make(component.child("download_target_extractor")),
        component.has("filename_extractor")
            ? component.expression("filename_extractor", Names.RECORD_ALONE)
            : null);
  }

  /**
   * Downloads the files of records; does nothing where nothing is to be written.
   *
   * @param stream the folder of its files
   * @param names what templates may use
   */
  public void upload(
      String stream, List<JsonObject> records, Map<String, Object> names, Calls calls) {
    Path root = calls.wishes().folder().orElse(null);
    if (this == NONE || root == null) {
      return;
    }
    FileFolder folder = new FileFolder(root, stream);
    for (JsonObject record : records) {
      String file = name(record);
      Reply reply = download(record, names, calls);
      if (reply != null) {
        record.put(FIELD, write(folder, file, reply));
      }
    }
  }

  private static JsonObject write(FileFolder folder, String name, Reply reply) {
    try (InputStream body = reply.open()) {
      return folder.write(name, body);
    } catch (IOException e) {
      throw Problem.source("the file " + name + " broke off: " + e, e);
    } finally {
      reply.discard();
    }
  }

  /**
   * The same record has the same name, so that a page which is read again leaves nothing behind.
   */
  private String name(JsonObject record) {
    if (name != null) {
      return name.textIn(Scope.of(Map.of("record", record)));
    }
    byte[] text = Json.writeCanonical(record).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }

  private Reply download(JsonObject record, Map<String, Object> names, Calls calls) {
    names.put(Names.DOWNLOAD_TARGET, target(record));
    Requester.Call call =
        new Requester.Call(Scope.of(names), null, new RequestInputs(), new RequestInputs());
    Caller.Outcome outcome = endpoint.download(call, endpoint.judge(), calls.forgetting());
    return outcome.ignored() ? null : outcome.reply();
  }

  private String target(JsonObject record) {
    try {
      List<Object> found = target.extract(new ArrayList<>(List.of(record)));
      if (!found.isEmpty() && found.get(0) instanceof String text) {
        return text;
      }
      throw Problem.source(
          "a record has no text where it should say what its file is; it has " + record.names());
    } catch (Undecodable e) {
      throw Problem.source(e.getMessage());
    }
  }
}
