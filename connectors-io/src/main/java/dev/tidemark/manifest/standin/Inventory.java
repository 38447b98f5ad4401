package dev.tidemark.manifest.standin;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.standin.Expected.Part;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Goes through a manifest and notes which requests it may send, and what it wants to hear. */
final class Inventory {
  private static final String TARGET = "download_target";

  private final List<Expected> expected = new ArrayList<>();
  private final Map<List<Object>, Expected> brought = new LinkedHashMap<>();

  private Inventory() {}

  static Inventory of(Component root) {
    Inventory inventory = new Inventory();
    inventory.visit(root, RecordNeeds.NONE);
    return inventory;
  }

  List<Expected> expected() {
    return expected;
  }

  /** First pages that come with the records of parents, by where they stand in those. */
  Map<List<Object>, Expected> brought() {
    return brought;
  }

  private void visit(Component component, RecordNeeds outer) {
    RecordNeeds needs = outer;
    switch (component.type()) {
      case "DeclarativeStream" -> needs = outer.of(component);
      case "ParentStreamConfig" -> needs = RecordNeeds.NONE.andPaths(parentPaths(component));
      case "DynamicDeclarativeStream" -> needs = RecordNeeds.NONE.inTemplate();
      case "HttpComponentsResolver" -> needs = componentValues(component);
      case "DynamicSchemaLoader" -> needs = RecordNeeds.NONE.ofFields(component);
      case "PropertiesFromEndpoint" ->
          needs = RecordNeeds.NONE.andPaths(List.of(texts(component, "property_field_path")));
      case "SimpleRetriever" -> simple(component, outer);
      case "AsyncRetriever" -> async(component, outer);
      case "OAuthAuthenticator" -> oAuth(component);
      case "SessionTokenAuthenticator" -> session(component);
      default -> {}
    }
    legacySession(component);
    for (String field : component.names()) {
      for (Component child : children(component, field)) {
        visit(child, needs);
      }
    }
  }

  private static List<Component> children(Component component, String field) {
    Object value = component.raw(field);
    if (value instanceof Map<?, ?>) {
      boolean isData = field.equals("schema") || field.equals("connection_specification");
      return isData || field.startsWith("$") ? List.of() : List.of(component.child(field));
    }
    boolean isList = value instanceof List<?> list && !list.isEmpty();
    boolean allMaps = isList && ((List<?>) value).stream().allMatch(item -> item instanceof Map);
    return allMaps ? component.children(field) : List.of();
  }

  private void simple(Component retriever, RecordNeeds needs) {
    Component requester = retriever.child("requester");
    Collection<List<Object>> responses = TemplatePaths.of(paging(retriever), "response");
    List<Object> place = place(retriever.child("record_selector").optional("extractor"));
    RecordNeeds all =
        needs
            .andPaths(TemplatePaths.of(retriever.raw("record_selector"), "record"))
            .andPaths(TemplatePaths.of(paging(retriever), "last_record"));
    List<Part> parts = new ArrayList<>();
    parts.add(Part.records(place, all));
    boolean isUrl = "RequestPath".equals(type(retriever, "paginator", "page_token_option"));
    for (List<Object> path : responses) {
      if (!TemplatePaths.leads(path, place)) {
        parts.add(Part.next(inBody(place, path), isUrl));
      }
    }
    UrlPattern urls = needs.isTemplate() ? UrlPattern.ofHost(requester) : UrlPattern.of(requester);
    add(requester, urls, parts, BodyFormat.of(part(retriever, "decoder")), headers(retriever));
    Expected own = expected.get(expected.size() - 1);
    for (Component router : children(retriever, "partition_router")) {
      for (Component parent : children(router, "parent_stream_configs")) {
        List<Object> pointer = texts(parent, "lazy_read_pointer");
        if (!pointer.isEmpty()) {
          brought.put(pointer, own);
        }
      }
    }
  }

  private static Object paging(Component retriever) {
    return part(retriever, "paginator").map(p -> p.raw("pagination_strategy")).orElse(null);
  }

  private static List<String> headers(Component retriever) {
    TreeSet<String> names = new TreeSet<>();
    for (List<Object> path : TemplatePaths.of(paging(retriever), "headers")) {
      names.add(path.get(0).toString());
    }
    return List.copyOf(names);
  }

  /** Templates see the first element of a list as the response. */
  private static List<Object> inBody(List<Object> place, List<Object> path) {
    if (!place.isEmpty()) {
      return path;
    }
    List<Object> first = new ArrayList<>(List.of(0));
    first.addAll(path);
    return first;
  }

  private void async(Component retriever, RecordNeeds needs) {
    Component creation = retriever.child("creation_requester");
    Component polling = retriever.child("polling_requester");
    add(creation, answered(retriever, "creation_response"));
    List<Part> status = answered(retriever, "polling_response");
    status.add(Part.of(place(retriever.optional("status_extractor")), completed(retriever)));
    List<Object> target = place(retriever.optional("download_target_extractor"));
    Object address = target(retriever);
    Optional<Component> targets = part(retriever, "download_target_requester");
    if (targets.isEmpty()) {
      status.add(Part.of(target, address));
    } else {
      add(targets.get(), List.of(Part.of(target, address)));
    }
    add(polling, status);
    Component download = retriever.child("download_requester");
    List<Object> place = place(retriever.optional("download_extractor"));
    add(
        download,
        UrlPattern.of(download),
        List.of(Part.records(place, needs)),
        BodyFormat.of(part(retriever, "download_decoder")),
        List.of());
    for (String field : List.of("abort_requester", "delete_requester")) {
      part(retriever, field).ifPresent(requester -> add(requester, List.of()));
    }
  }

  /** What templates of a retriever look up in an answer that is kept. */
  private static List<Part> answered(Component retriever, String name) {
    List<Part> parts = new ArrayList<>();
    for (String field : retriever.names()) {
      TemplatePaths.of(retriever.raw(field), name).forEach(path -> parts.add(Part.of(path, "1")));
    }
    return parts;
  }

  private static Object completed(Component retriever) {
    List<String> words =
        part(retriever, "status_mapping").map(map -> map.texts("completed")).orElse(List.of());
    return words.isEmpty() ? "completed" : words.get(0);
  }

  /** A whole URL where the manifest takes it for one. */
  private static Object target(Component retriever) {
    Component download = retriever.child("download_requester");
    String start = download.text(download.has("url_base") ? "url_base" : "url", "");
    String path = download.text("path", "");
    boolean isUrl =
        start.contains(TARGET) || (path.strip().startsWith("{{") && path.contains(TARGET));
    return isUrl ? "https://download.invalid/1" : "1";
  }

  private void oAuth(Component authenticator) {
    if (authenticator.has("token_refresh_endpoint")) {
      JsonObject token =
          JsonObject.of(
              authenticator.text("access_token_name", "access_token"), "made-up-token",
              authenticator.text("expires_in_name", "expires_in"), 3_600L,
              authenticator.text("refresh_token_name", "refresh_token"), "made-up-refresh-token");
      expected.add(
          new Expected(
              "POST",
              UrlPattern.of(authenticator, "token_refresh_endpoint"),
              List.of(Part.of(List.of(), token)),
              BodyFormat.JSON,
              List.of()));
    }
  }

  private void session(Component authenticator) {
    List<Object> path = texts(authenticator, "session_token_path");
    add(authenticator.child("login_requester"), List.of(Part.of(path, "made-up-token")));
  }

  private void legacySession(Component requester) {
    Optional<Component> authenticator =
        part(requester, "authenticator")
            .filter(a -> a.type().equals("LegacySessionTokenAuthenticator"));
    if (authenticator.isPresent()) {
      Component legacy = authenticator.get();
      String key = legacy.text("session_token_response_key", "id");
      add("POST", UrlPattern.below(requester, legacy.text("login_url", "")), key);
      add("GET", UrlPattern.below(requester, legacy.text("validate_session_url", "")), key);
    }
  }

  private void add(String method, UrlPattern urls, String key) {
    Part token = Part.of(List.of(key), "made-up-token");
    expected.add(new Expected(method, urls, List.of(token), BodyFormat.JSON, List.of()));
  }

  private void add(Component requester, List<Part> parts) {
    add(requester, UrlPattern.of(requester), parts, BodyFormat.JSON, List.of());
  }

  private void add(
      Component requester,
      UrlPattern urls,
      List<Part> parts,
      BodyFormat format,
      List<String> headers) {
    String method = requester.text("http_method", "GET");
    expected.add(new Expected(method, urls, List.copyOf(parts), format, headers));
  }

  private static RecordNeeds componentValues(Component resolver) {
    List<List<Object>> paths = new ArrayList<>();
    paths.addAll(TemplatePaths.of(resolver.raw("components_mapping"), "components_values"));
    return RecordNeeds.NONE.andPaths(paths).single();
  }

  private static List<List<Object>> parentPaths(Component config) {
    List<List<Object>> paths = new ArrayList<>();
    paths.add(List.of((Object[]) evaluated(config, config.text("parent_key", "")).split("/")));
    for (List<String> extra : config.paths("extra_fields")) {
      paths.add(List.copyOf(extra));
    }
    return paths;
  }

  /** Where an extractor looks for records; the root where it does not say. */
  private static List<Object> place(Optional<Component> extractor) {
    return extractor.map(e -> texts(e, "field_path")).orElse(List.of());
  }

  private static List<Object> texts(Component component, String field) {
    List<Object> path = new ArrayList<>();
    for (String segment : component.texts(field)) {
      String name = evaluated(component, segment);
      path.add(name.matches("[0-9]{1,4}") ? Integer.valueOf(name) : name);
    }
    return path;
  }

  private static String evaluated(Component component, String template) {
    try {
      return component.expression("", template, Names.NONE).textIn(Expression.NOTHING);
    } catch (Problem e) {
      return "x";
    }
  }

  private static String type(Component component, String field, String inner) {
    return part(component, field).flatMap(c -> part(c, inner)).map(Component::type).orElse("");
  }

  private static Optional<Component> part(Component component, String field) {
    return component.raw(field) instanceof Map<?, ?> ? component.optional(field) : Optional.empty();
  }
}
