package dev.tidemark.manifest.requester;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.http.Request;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.ValueType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Makes requests as an {@code HttpRequester} describes them. */
public final class Requester {
  static final Set<ValueType> PARAMETER_TYPES = Set.of(ValueType.STRING, ValueType.LIST);

  private final String method;
  private final Expression base;
  private final Expression path;
  private final Authenticator authenticator;
  private final FlatMapping parameters;
  private final FlatMapping headers;
  private final RequestBody body;
  private final RequestRewriter rewriter;

  private Requester(
      Component component,
      Set<String> names,
      Function<Component, Authenticator> authenticators,
      RequestRewriter rewriter) {
    method = component.choice("http_method", List.of("GET", "POST"), "GET");
    boolean hasBase = component.has("url_base") || !component.has("url");
    base = component.expression(hasBase ? "url_base" : "url", names);
    path = component.expression("path", names, "");
    authenticator = authenticators.apply(component);
    parameters = FlatMapping.compile(component, "request_parameters", names);
    headers = FlatMapping.compile(component, "request_headers", names);
    body = RequestBody.compile(component, names);
    this.rewriter = rewriter;
  }

  /**
   * Compiles an {@code HttpRequester}.
   *
   * @param names what its templates may use
   * @param authenticators makes its authenticator
   * @param rewriter changes the requests
   */
  static Requester compile(
      Component component,
      Set<String> names,
      Function<Component, Authenticator> authenticators,
      RequestRewriter rewriter) {
    for (String field : List.of("query_properties", "fetch_properties_from_endpoint")) {
      if (component.has(field) && !names.contains(Names.QUERY_PROPERTIES)) {
        component.flaw(field, "works only in the requester of a SimpleRetriever");
      }
    }
    return new Requester(component, names, authenticators, rewriter);
  }

  /**
   * What a request is made for.
   *
   * @param scope the slice and the page token, by name
   * @param pagePath where the page is, in place of the manifest's path; null for that
   * @param paging what the paginator adds
   * @param slicing what the slice adds
   */
  public record Call(Scope scope, String pagePath, RequestInputs paging, RequestInputs slicing) {}

  Authenticator authenticator() {
    return authenticator;
  }

  /** The request for a call. */
  public Request request(Call call, Calls calls) {
    RequestInputs credentials = new RequestInputs();
    authenticator.addTo(credentials, calls);
    if (calls.caller().isWatched()) {
      // Whatever the spec says, what an authenticator adds is not for others.
      credentials.texts().forEach(Masking::registerToken);
    }
    return authenticator.sign(request(call, credentials, calls.network()), calls);
  }

  /** The request for a call, less the credentials. */
  public Request unsigned(Call call, Network network) {
    return request(call, new RequestInputs(), network);
  }

  private Request request(Call call, RequestInputs credentials, Network network) {
    Scope scope = call.scope();
    RequestInputs inputs = new RequestInputs();
    inputs.parameters().putAll(parameters.in(scope, PARAMETER_TYPES));
    inputs.headers().putAll(headers.textsIn(scope));
    body.addTo(inputs, scope);
    inputs.merge(credentials, "the authenticator");
    inputs.merge(call.paging(), "the paginator");
    inputs.merge(call.slicing(), "the slice");
    Request request = new OutgoingRequest(method, inputs).to(url(call, network));
    return rewriter.rewrite(request, scope);
  }

  private URI url(Call call, Network network) {
    String start = base.textIn(call.scope());
    if (call.pagePath() != null) {
      return new Origin(start, network).page(call.pagePath());
    }
    return Urls.join(start, path.textIn(call.scope()).replaceFirst("^/+", ""));
  }
}
