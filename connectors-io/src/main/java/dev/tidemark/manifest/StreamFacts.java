package dev.tidemark.manifest;

import dev.tidemark.manifest.language.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a stream of a manifest is read, in the words of the manifest; each is empty where there is
 * none.
 *
 * @param name of it
 * @param key primary key
 * @param cursor field that tells what is new
 * @param parts what it is divided into
 * @param windows how long each span of the cursor is
 * @param pages how the next page is found
 * @param credentials how it shows who asks
 */
public record StreamFacts(
    String name,
    String key,
    String cursor,
    String parts,
    String windows,
    String pages,
    String credentials) {

  static StreamFacts of(Component stream) {
    Optional<Component> usual = part(stream, "incremental_stream");
    if (usual.isPresent()) {
      return of(usual.get());
    }
    Optional<Component> retriever = part(stream, "retriever");
    Optional<Component> cursor = part(stream, "incremental_sync");
    return new StreamFacts(
        stream.text("name", ""),
        stream.paths("primary_key").stream()
            .map(path -> String.join(".", path))
            .collect(Collectors.joining(", ")),
        cursor.map(c -> c.text("cursor_field", "")).orElse(""),
        retriever.map(StreamFacts::parts).orElse(""),
        cursor.map(StreamFacts::windows).orElse(""),
        retriever.flatMap(r -> part(r, "paginator")).map(StreamFacts::pages).orElse(""),
        retriever
            .flatMap(r -> part(r, "requester").or(() -> part(r, "creation_requester")))
            .flatMap(r -> part(r, "authenticator"))
            .map(StreamFacts::credentials)
            .orElse(""));
  }

  private static String parts(Component retriever) {
    return retriever.children("partition_router").stream()
        .map(StreamFacts::part)
        .collect(Collectors.joining(" × "));
  }

  private static String part(Component router) {
    return switch (router.type()) {
      case "SubstreamPartitionRouter" ->
          router.children("parent_stream_configs").stream()
              .map(StreamFacts::parent)
              .collect(Collectors.joining(" + "));
      case "ListPartitionRouter" -> router.text("cursor_field", "") + " in " + values(router);
      case "GroupingPartitionRouter" ->
          part(router, "underlying_partition_router").map(StreamFacts::part).orElse("")
              + " by "
              + router.text("group_size", "");
      default -> router.type();
    };
  }

  private static String parent(Component config) {
    String name = part(config, "stream").map(stream -> stream.text("name", "")).orElse("");
    return name + "." + config.text("parent_key", "");
  }

  private static String values(Component router) {
    return router.raw("values") instanceof List<?> list
        ? list.size() + " values"
        : router.text("values", "");
  }

  private static String windows(Component cursor) {
    List<String> words = new ArrayList<>();
    words.add(cursor.text("step", ""));
    words.add(cursor.flag("is_data_feed") ? "newest first" : "");
    words.add(cursor.flag("is_client_side_incremental") ? "filtered here" : "");
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String pages(Component paginator) {
    return part(paginator, "pagination_strategy")
        .map(strategy -> (strategy.type() + " " + strategy.text("page_size", "")).strip())
        .orElse("");
  }

  private static String credentials(Component authenticator) {
    if (authenticator.type().equals("SelectiveAuthenticator")
        && authenticator.raw("authenticators") instanceof Map<?, ?> choices) {
      return choices.keySet().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
    return authenticator.type().replaceFirst("Authenticator$", "");
  }

  private static Optional<Component> part(Component component, String field) {
    return component.raw(field) instanceof Map<?, ?> ? component.optional(field) : Optional.empty();
  }
}
