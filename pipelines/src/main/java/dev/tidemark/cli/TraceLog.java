package dev.tidemark.cli;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.SecretFields;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Slice;
import dev.tidemark.source.Trace;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Tells on the terminal what happens while a stream is read, secrets masked, long texts cut. */
final class TraceLog implements Trace {
  /** So many of each page, and of the values that one template has for it, are shown. */
  private static final int SHOWN = 3;

  private static final int OK = 300;

  /** Headers of answers that those who write manifests look at. */
  private static final Pattern TELLING =
      Pattern.compile(
          "link|location|retry-after|.*(rate-?limit|page|total|next|cursor|scroll|count|quota).*",
          Pattern.CASE_INSENSITIVE);

  private static final String CONFIDENTIAL = Ink.DIM.on("(not shown: it is about credentials)");

  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Object> latest = new HashMap<>();
  private final PrintStream out;
  private boolean isOn;

  /** When the last request was sent. */
  private long begun;

  /** What is told while an answer is looked at, to be said after the answer; null otherwise. */
  private List<String> held;

  TraceLog(PrintStream out) {
    this.out = out;
  }

  /** From now on; what is evaluated while a manifest is compiled is of all its streams. */
  synchronized void begin() {
    isOn = true;
  }

  @Override
  public synchronized void slices(String stream, List<Slice> slices, boolean more) {
    String count = slices.size() == 1 ? "1 slice" : slices.size() + " slices";
    title(stream, more ? count + ", and more later" : count);
    slices.stream().limit(SHOWN).forEach(slice -> detail(fit(label(slice), 6)));
    rest(slices.size());
  }

  private static String label(Slice slice) {
    String label = slice.label().replaceFirst("\"parent_slice\":\\{},|,\"parent_slice\":\\{}", "");
    return label.isEmpty() ? "the whole stream" : SecretFields.mask(label);
  }

  @Override
  public synchronized void page(Slice slice, long index) {
    seen.clear();
    title(slice.stream(), label(slice) + "  page " + (index + 1));
  }

  @Override
  public synchronized void sending(Request request, boolean confidential) {
    learn(request);
    request(request, confidential);
    seen.clear();
    begun = System.nanoTime();
    held = new ArrayList<>();
  }

  @Override
  public synchronized void answered(Answered answered) {
    List<String> after = held;
    held = null;
    if (answered.reply() != null) {
      reply(answered.reply(), answered.confidential());
    }
    if (!answered.outcome().isEmpty()) {
      say("  " + Ink.YELLOW.on("! " + fit(oneLine(answered.outcome()), 4)));
    }
    after.forEach(this::say);
  }

  /** What goes by such a name is masked wherever the source may repeat it. */
  private static void learn(Request request) {
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (SecretFields.isSecret(name)) {
                Masking.registerToken(value);
              }
            });
  }

  private void request(Request request, boolean isConfidential) {
    String url = SecretFields.mask(request.url().toString());
    boolean isLong = url.length() > Output.width() - 12;
    int query = isLong || isConfidential ? url.indexOf('?') : -1;
    String place = query < 0 ? url : url.substring(0, query);
    say("  " + Ink.BOLD.on("> " + request.method()) + " " + place);
    if (isConfidential) {
      detail(CONFIDENTIAL);
      return;
    }
    if (query >= 0) {
      for (String parameter : url.substring(query).split("(?=[?&])", -1)) {
        lines(parameter);
      }
    }
    request.headers().forEach(this::header);
    if (request.body() != null) {
      lines(oneLine(new String(request.body(), StandardCharsets.UTF_8)));
    }
  }

  private void reply(Reply reply, boolean isConfidential) {
    boolean isGood = reply.status() < OK;
    String status = "< " + reply.status();
    String facts =
        String.join(
            ", ",
            reply.received() < 1_000 ? reply.received() + " B" : Amounts.bytes(reply.received()),
            (System.nanoTime() - begun) / 1_000_000 + " ms",
            reply.header("content-type").orElse("no content type"));
    say("  " + (isGood ? Ink.GREEN : Ink.RED).on(status) + " " + Ink.DIM.on(fit(facts, 10)));
    if (isConfidential) {
      detail(CONFIDENTIAL);
      return;
    }
    reply
        .headers()
        .forEach(
            (name, values) -> {
              if (TELLING.matcher(name).matches()) {
                header(name, String.join(", ", values));
              }
            });
    lines(oneLine(reply.excerpt(SHOWN * Output.width())));
  }

  private void header(String name, String value) {
    if (!Requests.isUsual(name)) {
      lines(name + ": " + (SecretFields.isSecret(name) ? "****" : oneLine(value)));
    }
  }

  /** Over as many lines as are shown. */
  private void lines(String line) {
    int width = Output.width() - 6;
    for (int i = 0, from = 0; i < SHOWN && from < line.length(); i++, from += width) {
      boolean isCut = i == SHOWN - 1 && line.length() > from + width;
      String part = line.substring(from, Math.min(line.length(), from + width));
      detail(isCut ? part.substring(0, width - 1) + "…" : part);
    }
  }

  @Override
  public synchronized void records(String path, List<Change> changes) {
    long kept = changes.stream().filter(change -> change.after() != null).count();
    String left = kept == changes.size() ? "" : ", " + kept + " kept";
    say(
        "  "
            + Ink.BOLD.on(
                "= " + changes.size() + (changes.size() == 1 ? " record" : " records") + left));
    changes.stream().limit(SHOWN).forEach(this::change);
    rest(changes.size());
    seen.clear();
  }

  private void change(Change change) {
    JsonObject before = change.before();
    JsonObject after = change.after();
    if (after == null) {
      detail(Ink.DIM.on("left out ") + json(before, 15));
      return;
    }
    detail(json(before, 6));
    for (String name : after.names()) {
      if (!before.has(name)) {
        detail(Ink.GREEN.on("  + ") + name + ": " + json(after.get(name), 12 + name.length()));
      } else if (!Objects.equals(before.get(name), after.get(name))) {
        detail(Ink.YELLOW.on("  ~ ") + name + ": " + json(after.get(name), 12 + name.length()));
      }
    }
    for (String name : before.names()) {
      if (!after.has(name)) {
        detail(Ink.RED.on("  - ") + name);
      }
    }
  }

  @Override
  public synchronized void value(String path, String template, Object value) {
    boolean isOld = latest.containsKey(path) && Objects.equals(latest.get(path), value);
    if (!isOn || isOld || seen.merge(path, 1, Integer::sum) > SHOWN) {
      return;
    }
    boolean isFirst = !latest.containsKey(path);
    latest.put(path, value);
    // Its value may be a secret that nobody has registered yet.
    boolean isSecret =
        path.contains("authenticator") || SecretFields.isSecret(path.replaceFirst(".*\\.", ""));
    String place = path.replaceFirst(".*\\.(?=[^.]+\\.[^.]+$)", "");
    String shown = isSecret ? "****" : json(value, place.length() + 7);
    say("  " + Ink.DIM.on("$ " + place) + " = " + shown);
    if (isFirst) {
      detail(Ink.DIM.on(fit(oneLine(template), 6)));
    }
  }

  private void title(String stream, String text) {
    say("");
    say(Ink.BOLD.on(stream) + "  " + fit(SecretFields.mask(text), stream.length() + 2));
  }

  private void rest(int count) {
    if (count > SHOWN) {
      detail(Ink.DIM.on("… and " + (count - SHOWN) + " more"));
    }
  }

  private void detail(String text) {
    say("      " + text);
  }

  /** As JSON on what is left of a line. */
  private static String json(Object value, int before) {
    return fit(SecretFields.mask(Json.write(value)), before);
  }

  private static String fit(String text, int before) {
    int width = Math.max(20, Output.width() - before);
    return text.length() > width ? text.substring(0, width - 1) + "…" : text;
  }

  private static String oneLine(String text) {
    return SecretFields.mask(text).strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  private void say(String line) {
    if (held != null) {
      held.add(line);
    } else if (isOn) {
      out.println(line);
    }
  }
}
