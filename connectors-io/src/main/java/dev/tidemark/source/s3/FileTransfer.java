package dev.tidemark.source.s3;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Bucket;
import dev.tidemark.s3.StoredObject;
import dev.tidemark.source.FileFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands files over as they are.
 *
 * @param folder where they go; null where nothing is to be written
 */
record FileTransfer(Layout layout, Path folder, String stream, Bucket bucket) {
  /**
   * How they are laid down.
   *
   * @param keepsFolders whether in folders as in the bucket
   */
  record Layout(boolean keepsFolders) {}

  static final String REFERENCE = "file_reference";

  static final JsonObject SCHEMA = JsonObject.of("type", "object", "properties", new JsonObject());

  static {
    for (String field :
        List.of("folder", "file_name", "source_uri", "id", "created_at", "updated_at")) {
      SCHEMA.object("properties").put(field, Records.TEXT);
    }
    SCHEMA
        .object("properties")
        .put("mime_type", Records.TEXT)
        .put("bytes", JsonObject.of("type", "integer"))
        .put(REFERENCE, JsonObject.of("type", "object"));
  }

  /**
   * Refuses files that would be written over each other: those of one name, where they all go into
   * one folder.
   *
   * @param files all that are to be handed over
   */
  void refuseEqualNames(Files files) {
    if (layout.keepsFolders()) {
      return;
    }
    Set<String> names = new HashSet<>();
    String from = null;
    do {
      Files.Page page = files.next(from);
      for (SourceFile file : page.files()) {
        String name = name(file.object());
        if (!names.add(name)) {
          throw Problem.config(
              "stream "
                  + stream
                  + ": "
                  + file.object().key()
                  + " is not the only file called "
                  + name
                  + ", and one would be written over the other; set preserve_directory_structure:"
                  + " true, or narrow the globs");
        }
      }
      from = page.following();
    } while (from != null);
  }

  private static String name(StoredObject object) {
    return object.key().substring(object.key().lastIndexOf('/') + 1);
  }

  /** In a folder a//b would be a/b; and two keys must not be one file. */
  private static void refuseUnlikePaths(StoredObject object) {
    for (String part : object.key().split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw Problem.source(
            object.key()
                + ": it can't be laid into folders, where '"
                + part
                + "' is no name of its own; rename it, or set preserve_directory_structure: false");
      }
    }
  }

  JsonObject deliver(SourceFile file) {
    StoredObject object = file.object();
    if (layout.keepsFolders()) {
      refuseUnlikePaths(object);
    }
    int slash = object.key().lastIndexOf('/');
    String name = name(object);
    String modified = file.modified();
    JsonObject record =
        JsonObject.of(
            "folder",
            slash < 0 ? "" : object.key().substring(0, slash),
            "file_name",
            name,
            "source_uri",
            "s3://" + bucket.name() + "/" + object.key(),
            "bytes",
            object.size(),
            "id",
            object.key(),
            "created_at",
            modified,
            "updated_at",
            modified,
            "mime_type",
            URLConnection.guessContentTypeFromName(name));
    if (folder != null) {
      try (InputStream content = bucket.open(object, 0, object.size())) {
        String path = layout.keepsFolders() ? object.key() : name;
        record.put(REFERENCE, new FileFolder(folder, stream).write(path, content));
      } catch (IOException e) {
        throw Problem.source(object.key() + ": it can't be copied: " + e.getMessage(), e);
      }
    }
    return record;
  }
}
