package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.problem.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a check reads.
 *
 * @param streams whose first page must be readable
 * @param overrides values of the config that hold during a check only
 */
record CheckStreams(List<String> streams, JsonObject overrides) {
  static CheckStreams compile(Component root, Collection<String> names) {
    CheckStreams check =
        Registry.<CheckStreams>of("a check")
            .with("CheckStream", component -> of(component, names))
            .without("CheckDynamicStream")
            .make(root.child("check"));
    return check == null ? new CheckStreams(List.of(), new JsonObject()) : check;
  }

  private static CheckStreams of(Component component, Collection<String> names) {
    if (component.has("dynamic_streams_check_configs")) {
      component.flaw("dynamic_streams_check_configs", "is not supported yet");
    }
    List<String> streams = component.texts("stream_names");
    if (streams.isEmpty()) {
      component.flaw("stream_names", "is missing; a list of streams to try is expected");
    }
    for (String stream : streams) {
      if (!names.contains(stream)) {
        String hint = Nearest.hint(stream, new ArrayList<>(names));
        component.flaw("stream_names", "there is no stream '" + stream + "'." + hint);
      }
    }
    return new CheckStreams(streams, component.json("config_overrides"));
  }
}
