package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Template;
import dev.tidemark.manifest.template.TemplateProblem;
import dev.tidemark.problem.Nearest;
import dev.tidemark.source.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compiles templates and makes sure that they use only names that will be there. */
final class ExpressionCompiler {
  private static final JsonObject NO_STATE = Shared.of(new JsonObject());

  private final Set<String> names;
  private final ConfigFields fields;
  private final Scope base;
  private final Trace trace;

  ExpressionCompiler(Set<String> names, Component.Context context, JsonObject parameters) {
    this.names = names;
    this.fields = context.fields();
    this.trace = context.trace();
    Map<String, Object> always = new HashMap<>();
    always.put("config", names.contains(Names.NO_CONFIG) ? null : context.config());
    always.put("parameters", parameters);
    // Old manifests ask for it; it has had nothing to say for years.
    always.put("stream_state", NO_STATE);
    this.base = Scope.of(always).at(context.clock());
  }

  /** The template; an empty text if it can't be used, which {@code flaws} then hears of. */
  Expression compile(String text, String path, Consumer<String> flaws, Consumer<String> notes) {
    try {
      Template template = Template.compile(text);
      for (String name : template.freeNames()) {
        if (!names.contains(name) && !base.has(name)) {
          flaws.accept(unknown(name));
        }
      }
      for (List<Object> keys : template.pathsOf("config")) {
        fields.doubt(String.valueOf(keys.get(0))).ifPresent(notes);
      }
      return Expression.of(template, base, path, trace);
    } catch (TemplateProblem e) {
      flaws.accept("the template can't be read: " + e.getMessage());
      return Expression.constant("");
    }
  }

  private String unknown(String name) {
    Set<String> known = new TreeSet<>(names);
    known.remove(Names.NO_CONFIG);
    known.add("config");
    known.add("parameters");
    String hint = Nearest.hint(name, known);
    return "'" + name + "' is not known here." + hint + " Known: " + String.join(", ", known);
  }
}
