package dev.tidemark.manifest;

import dev.tidemark.http.Account;
import dev.tidemark.http.AccountNames;
import dev.tidemark.http.Budget;
import dev.tidemark.http.CallStats;
import dev.tidemark.http.Caller;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Time;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.SpentCredentials;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.ParentReplies;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A source that a manifest describes, with its config. */
final class ManifestSource implements Source {
  private final Document document;
  private final JsonObject config;
  private final Set<String> secretPaths;
  private final List<Rate> budget;
  private final Surroundings around;
  private final Time time;
  private final CompiledManifest manifest;
  private final Account account;
  private final ParentReplies parents = new ParentReplies();
  private List<StreamSpec> specs;

  ManifestSource(
      Document document,
      JsonObject config,
      Set<String> secretPaths,
      List<Rate> budget,
      Surroundings around) {
    this.document = document;
    this.config = config;
    this.secretPaths = secretPaths;
    this.budget = budget;
    this.around = around;
    this.time = around.time();
    this.manifest = CompiledManifest.compile(document, config, around.wishes(), time.clock());
    ConfigSecrets.mask(manifest.config(), secretPaths);
    manifest.rules().validate(manifest.config());
    this.account =
        Account.shared(
            AccountNames.of(document.name(), config, secretPaths, around.network()),
            (budget.isEmpty() ? manifest.budget() : Budget.of(budget)).withAtOnce(atOnce()),
            time);
  }

  @Override
  public Source traced(Trace trace) {
    return new ManifestSource(
        document.traced(trace), config, secretPaths, budget, around.with(trace));
  }

  private int atOnce() {
    return manifest.extensions().limitsRequestsAtOnce()
        ? manifest.concurrency()
        : Integer.MAX_VALUE;
  }

  @Override
  public AutoCloseable join(int readers) {
    return account.join(readers);
  }

  @Override
  public boolean sharedByMachines() {
    return !SpentCredentials.areUsedBy(document.root(manifest.config(), new Flaws(), time.clock()));
  }

  @Override
  public int concurrency() {
    return manifest.concurrency();
  }

  @Override
  public synchronized List<StreamSpec> streams() {
    if (specs == null) {
      Calls calls = calls(null).remembering();
      specs = all(manifest, calls).values().stream().map(stream -> stream.spec(calls)).toList();
    }
    return specs;
  }

  /** The names of all streams, whether or not it can be said what they are like. */
  List<String> names() {
    return List.copyOf(all(manifest, calls(null).remembering()).keySet());
  }

  /** The streams that have been made of templates so far, as the manifest might describe them. */
  List<Component> generated() {
    return manifest.generated().components();
  }

  /** All streams, by name; those of dynamic streams are asked for. */
  private static Map<String, CompiledStream> all(CompiledManifest manifest, Calls calls) {
    Map<String, CompiledStream> all = new LinkedHashMap<>(manifest.streams());
    manifest
        .generated()
        .asked(calls)
        .forEach(
            (name, stream) -> {
              if (all.put(name, stream) != null) {
                throw Problem.config("there are two streams called '" + name + "'");
              }
            });
    return all;
  }

  @Override
  public void check() {
    CompiledManifest checked = manifest.duringCheck(document, time.clock());
    ConfigSecrets.mask(checked.config(), secretPaths);
    Calls calls = calls(null).forCheck().remembering();
    Map<String, CompiledStream> all = all(checked, calls);
    Set<String> chosen =
        checked.check().chosen(all.keySet(), name -> checked.generated().names(name, calls));
    for (String name : chosen) {
      check(all.get(name), calls(name).forCheck());
    }
  }

  private void check(CompiledStream stream, Calls calls) {
    Span span = Span.of(Tidemark.NONE, time.now());
    String from = null;
    do {
      StreamReader.Chunk chunk = stream.slices(span, from, calls);
      if (!chunk.slices().isEmpty()) {
        Slice first = chunk.slices().get(0);
        stream.read(first, PagePosition.FIRST, calls);
        return;
      }
      from = chunk.following();
    } while (from != null);
    throw Problem.source(
        "stream " + stream.spec().name() + ": there is nothing to read, so nothing can be checked");
  }

  @Override
  public StreamReader reader(String name) {
    CompiledStream stream = manifest.streams().get(name);
    if (stream == null) {
      stream = manifest.generated().asked(calls(null).remembering()).get(name);
    }
    if (stream == null) {
      throw unknown(name);
    }
    boolean ordered = manifest.extensions().ordered().contains(name);
    return new ManifestStream(stream, calls(name), ordered, manifest.groups().lock(name));
  }

  private Problem unknown(String name) {
    Set<String> names = all(manifest, calls(null)).keySet();
    return Problem.config(
        "there is no stream '"
            + name
            + "'."
            + Nearest.hint(name, names)
            + " Streams: "
            + String.join(", ", names));
  }

  private Calls calls(String stream) {
    Network network = around.network();
    Caller caller =
        new Caller(around.sender(), account, time, new CallStats(), network.firstBackoff());
    Caller seen = around.trace() == Trace.NONE ? caller : caller.watchedBy(around.trace());
    return new Calls(
        stream,
        seen,
        account,
        network,
        around.wishes(),
        manifest.extensions().headers(),
        Integer.MAX_VALUE,
        parents);
  }
}
