package dev.tidemark.destination.blob;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.FileContent;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import com.google.auth.Credentials;
import dev.tidemark.google.GoogleRequests;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import dev.tidemark.s3.Crew;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Objects of a bucket of Google Cloud Storage, by its own API. */
public final class GcsBlobs implements Blobs {
  /** What an access token must be good for. */
  public static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

  private static final String BYTES = "application/octet-stream";
  private static final int NOT_FOUND = 404;
  private static final int EXISTS = 412;

  private final Storage storage;
  private final String bucket;
  private final String root;
  private final Crew crew = new Crew();

  /**
   * @param transport makes connections
   * @param credentials empty for an emulator's sake
   * @param endpoint where the API is, or null if it is where Google has it
   * @param root what all names begin with: empty, or ending with a slash
   * @param firstWait milliseconds before the first retry; doubles with each further one
   */
  public GcsBlobs(
      HttpTransport transport,
      Optional<Credentials> credentials,
      String endpoint,
      String bucket,
      String root,
      int firstWait) {
    Storage.Builder builder =
        new Storage.Builder(
                transport,
                GsonFactory.getDefaultInstance(),
                GoogleRequests.with(credentials, firstWait))
            .setApplicationName("tidemark");
    if (endpoint != null) {
      builder.setRootUrl(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    }
    this.storage = builder.build();
    this.bucket = bucket;
    this.root = root;
  }

  /** Something that is asked of the service. */
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T attempt(String what, String name, Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw problem("bucket " + bucket + ": can't " + what + " " + root + name, e);
    }
  }

  private Problem problem(String what, IOException e) {
    String said =
        e instanceof GoogleJsonResponseException refusal && refusal.getDetails() != null
            ? refusal.getDetails().getMessage()
            : e.getMessage();
    String message = what + ": " + status(e) + " " + Masking.mask(String.valueOf(said));
    return switch (status(e)) {
      case 401 -> Problem.credentials(message + ": the credentials are refused");
      case 403 ->
          Problem.credentials(
              message + ": a destination takes the role Storage Object User on the bucket");
      case NOT_FOUND -> Problem.config(message + ": is there a bucket '" + bucket + "'?");
      default -> Problem.destination(message, e);
    };
  }

  private static int status(IOException e) {
    return e instanceof HttpResponseException refusal ? refusal.getStatusCode() : 0;
  }

  @Override
  public List<Found> list(String prefix, String after) {
    return attempt("list", prefix, () -> listed(prefix, after));
  }

  private List<Found> listed(String prefix, String after) throws IOException {
    List<Found> found = new ArrayList<>();
    Storage.Objects.List request =
        storage
            .objects()
            .list(bucket)
            .setPrefix(root + prefix)
            .setStartOffset(after == null ? null : root + after)
            .setFields("items(name,size,updated),nextPageToken");
    do {
      Objects page = request.execute();
      List<StorageObject> items = page.getItems() == null ? List.of() : page.getItems();
      for (StorageObject item : items) {
        String name = item.getName().substring(root.length());
        if (!name.equals(after)) {
          Instant updated = Instant.ofEpochMilli(item.getUpdated().getValue());
          found.add(new Found(name, item.getSize().longValue(), updated));
        }
      }
      request.setPageToken(page.getNextPageToken());
    } while (request.getPageToken() != null);
    return found;
  }

  @Override
  public Optional<byte[]> read(String name) {
    return attempt(
        "read",
        name,
        () -> {
          ByteArrayOutputStream content = new ByteArrayOutputStream();
          try {
            storage.objects().get(bucket, root + name).executeMediaAndDownloadTo(content);
            return Optional.of(content.toByteArray());
          } catch (HttpResponseException e) {
            if (e.getStatusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public boolean create(String name, byte[] content) {
    return attempt(
        "write",
        name,
        () -> {
          try {
            // There is no generation of it: there is none of that name.
            insert(name, content).setIfGenerationMatch(0L).execute();
            return true;
          } catch (HttpResponseException e) {
            if (e.getStatusCode() == EXISTS) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void write(String name, byte[] content) {
    attempt("write", name, () -> insert(name, content).execute());
  }

  private Storage.Objects.Insert insert(String name, byte[] content) throws IOException {
    Storage.Objects.Insert insert =
        storage
            .objects()
            .insert(
                bucket,
                new StorageObject().setName(root + name),
                new ByteArrayContent(BYTES, content));
    insert.setDisableGZipContent(true).getMediaHttpUploader().setDirectUploadEnabled(true);
    return insert;
  }

  @Override
  public void upload(Path file, String name) {
    attempt(
        "write",
        name,
        () ->
            storage
                .objects()
                .insert(
                    bucket,
                    new StorageObject().setName(root + name),
                    new FileContent(BYTES, file.toFile()))
                .setDisableGZipContent(true)
                .execute());
  }

  @Override
  public void download(String name, Path file) {
    attempt(
        "read",
        name,
        () -> {
          try (OutputStream content = Files.newOutputStream(file)) {
            storage.objects().get(bucket, root + name).executeMediaAndDownloadTo(content);
          }
          return file;
        });
  }

  @Override
  public void copy(String from, String to) {
    attempt(
        "write",
        to,
        () -> {
          Storage.Objects.Rewrite rewrite =
              storage.objects().rewrite(bucket, root + from, bucket, root + to, null);
          RewriteResponse response = rewrite.execute();
          while (!response.getDone()) {
            response = rewrite.setRewriteToken(response.getRewriteToken()).execute();
          }
          return response;
        });
  }

  @Override
  public void delete(Collection<String> names) {
    crew.each(List.copyOf(names), name -> attempt("delete", name, () -> deleteOne(name)));
  }

  private boolean deleteOne(String name) throws IOException {
    try {
      storage.objects().delete(bucket, root + name).execute();
      return true;
    } catch (HttpResponseException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** The service forgets such uploads by itself after a week, and charges nothing for them. */
  @Override
  public void deleteUnfinished(Instant before) {}

  @Override
  public String url(String name) {
    return "gs://" + bucket + "/" + root + name;
  }

  /** Connections that are not used end by themselves. */
  @Override
  public void close() {}
}
