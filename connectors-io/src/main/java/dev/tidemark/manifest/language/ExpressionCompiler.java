package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Template;
import dev.tidemark.manifest.template.TemplateProblem;
import dev.tidemark.problem.Nearest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compiles templates and makes sure that they use only names that will be there. */
final class ExpressionCompiler {
  private final Set<String> names;
  private final Scope base;

  ExpressionCompiler(Set<String> names, JsonObject config, JsonObject parameters, Clock clock) {
    this.names = names;
    Map<String, Object> always = new HashMap<>();
    always.put("config", names.contains(Names.NO_CONFIG) ? null : config);
    always.put("parameters", parameters);
    this.base = Scope.of(always).at(clock);
  }

  Expression compile(String text, String path, Consumer<String> flaws) {
    try {
      Template template = Template.compile(text);
      template.freeNames().stream()
          .filter(name -> !names.contains(name) && !base.has(name))
          .forEach(name -> flaws.accept(unknown(name)));
      return Expression.of(template, base, path);
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
