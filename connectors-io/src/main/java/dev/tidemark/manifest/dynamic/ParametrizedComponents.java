package dev.tidemark.manifest.dynamic;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import java.util.List;
import java.util.Map;

/** The entries of a list in the manifest. */
final class ParametrizedComponents implements ComponentsResolver {
  private static final Registry<List<Object>> PARAMETERS =
      Registry.<List<Object>>of("stream parameters")
          .with("StreamParametersDefinition", ParametrizedComponents::entries);

  private final List<Object> entries;

  ParametrizedComponents(Component component) {
    List<Object> found = PARAMETERS.make(component.child("stream_parameters"));
    entries = found == null ? List.of() : found;
  }

  private static List<Object> entries(Component component) {
    if (!component.has("list_of_parameters_for_stream")) {
      component.flaw("list_of_parameters_for_stream", "is missing; a list of maps is expected");
    }
    return component.jsonItems("list_of_parameters_for_stream");
  }

  @Override
  public List<Values> values(Calls calls) {
    return entries.stream().map(entry -> new Values(entry, Map.of())).toList();
  }

  @Override
  public boolean asks() {
    return false;
  }
}
