package dev.tidemark.runner.flink;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What a cluster tells of itself over HTTP.
 *
 * @param address HOST:PORT
 */
record FlinkRest(String address) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static FlinkRest at(String address) {
    return new FlinkRest(address);
  }

  /** The error that the newest job of that name ended with, with all that is behind it. */
  String whyFailed(String job) {
    try {
      String id = "";
      long newest = -1;
      for (Object item : get("/jobs/overview").list("jobs")) {
        JsonObject known = (JsonObject) item;
        long started = ((Number) known.get("start-time")).longValue();
        if (known.text("name", "").startsWith(job) && started > newest) {
          id = known.text("jid", "");
          newest = started;
        }
      }
      return get("/jobs/" + id + "/exceptions").text("root-exception", "");
    } catch (IOException e) {
      return "it can't be asked why: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "nobody waited to hear why";
    }
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE).build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return Json.parseObject(client.send(request, BodyHandlers.ofString()).body());
  }
}
