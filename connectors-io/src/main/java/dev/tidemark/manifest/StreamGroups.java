package dev.tidemark.manifest;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Groups of streams that must not be read at the same time: here, no two of one group have a
 * request under way at once in one process.
 */
final class StreamGroups {
  private final Map<String, Lock> byStream;

  private StreamGroups(Map<String, Lock> byStream) {
    this.byStream = byStream;
  }

  static StreamGroups of(Component root, List<Component> streams) {
    Map<String, String> groups = new HashMap<>();
    root.optional("stream_groups").ifPresent(all -> read(all, groups));
    for (Component stream : streams) {
      String name = stream.text("name", "");
      String group = groups.get(name);
      Set<String> parents = group == null ? Set.of() : ancestors(stream, new HashSet<>());
      for (String parent : parents) {
        if (group.equals(groups.get(parent))) {
          root.flaw(
              "stream_groups." + group,
              "'" + name + "' can't be in one group with '" + parent + "', whose records it needs");
        }
      }
    }
    Map<String, Lock> locks = new HashMap<>();
    Map<String, Lock> byStream = new HashMap<>();
    groups.forEach(
        (stream, group) ->
            byStream.put(stream, locks.computeIfAbsent(group, g -> new ReentrantLock())));
    return new StreamGroups(Map.copyOf(byStream));
  }

  private static void read(Component all, Map<String, String> groups) {
    Registry<Boolean> actions =
        Registry.<Boolean>of("an action for a group")
            .with("BlockSimultaneousSyncsAction", action -> true);
    for (String name : all.names()) {
      Component group = all.child(name);
      actions.make(group.child("action"));
      for (Component stream : group.children("streams")) {
        groups.put(stream.text("name", stream.parameters().text("name", "")), name);
      }
    }
  }

  private static Set<String> ancestors(Component stream, Set<String> found) {
    for (String way : List.of("full_refresh_stream", "incremental_stream")) {
      stream.optional(way).ifPresent(each -> ancestors(each, found));
    }
    stream
        .optional("retriever")
        .ifPresent(r -> r.children("partition_router").forEach(router -> parents(router, found)));
    return found;
  }

  private static void parents(Component router, Set<String> found) {
    for (Component parent : router.children("parent_stream_configs")) {
      Component stream = parent.child("stream");
      if (found.add(stream.text("name", ""))) {
        ancestors(stream, found);
      }
    }
    List<Component> inner = new ArrayList<>(router.children("partition_routers"));
    router.optional("underlying_partition_router").ifPresent(inner::add);
    inner.forEach(each -> parents(each, found));
  }

  /** What is held while a stream of the group has a request under way; null for no group. */
  Lock lock(String stream) {
    return byStream.get(stream);
  }
}
