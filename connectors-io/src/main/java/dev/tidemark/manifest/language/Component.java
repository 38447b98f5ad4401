package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Trace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A component of a manifest, for those who build something from it. Each getter says what it
 * expects; where the manifest has something else, that is noted as a flaw and a harmless value is
 * returned, so that building goes on and all flaws come to light together.
 */
public final class Component {
  /**
   * What stands where the manifest has nothing, or a reference that leads nowhere; that has been
   * noted. Told from an empty map of the manifest by its identity.
   */
  static final Map<String, Object> NONE = Collections.unmodifiableMap(new HashMap<>());

  private final Map<String, Object> fields;
  private final String path;
  private final Context context;
  private JsonObject parameters;

  /**
   * What all components of a manifest have in common while it is compiled.
   *
   * @param source the name of the source
   * @param config the source's config, for templates
   * @param fields what the spec says a config has
   * @param files that lie beside the manifest, by their paths
   * @param places where things stand in the text
   * @param flaws what is wrong so far
   * @param clock behind {@code now_utc()} in templates
   * @param trace looks on while what is made of them works
   */
  record Context(
      String source,
      JsonObject config,
      ConfigFields fields,
      Map<String, String> files,
      Places places,
      Flaws flaws,
      Clock clock,
      Trace trace) {
    private Context with(Places otherPlaces, Flaws otherFlaws) {
      return new Context(source, config, fields, files, otherPlaces, otherFlaws, clock, trace);
    }
  }

  Component(Map<String, Object> fields, String path, Context context) {
    this.fields = fields;
    this.path = path;
    this.context = context;
  }

  /** Where it is in the manifest: {@code streams[3].retriever}. */
  public String path() {
    return path;
  }

  /** Its type, empty where it names none. */
  public String type() {
    return text("type", "");
  }

  /** The name of the source whose manifest it is in. */
  public String source() {
    return context.source();
  }

  public JsonObject config() {
    return context.config();
  }

  /** The files that lie beside the manifest: their texts by their paths. */
  public Map<String, String> files() {
    return context.files();
  }

  /** Looks on while what is made of it works. */
  public Trace trace() {
    return context.trace();
  }

  /** What templates in it see as {@code parameters}. */
  public JsonObject parameters() {
    if (parameters == null) {
      Object own = fields.get(Parameters.KEY);
      parameters = own instanceof Map<?, ?> map ? Shared.of(json(map)) : new JsonObject();
    }
    return parameters;
  }

  public boolean has(String field) {
    return raw(field) != null;
  }

  /** The field as it is: null, a scalar, a list or a map. */
  public Object raw(String field) {
    Object value = fields.get(field);
    return value == NONE ? null : value;
  }

  /** Whether a text in it, however deep, has the word. */
  public boolean mentions(String word) {
    return mentions(fields, word);
  }

  private static boolean mentions(Object value, String word) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(entry -> mentions(entry, word));
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(item -> mentions(item, word));
    }
    return value instanceof String text && text.contains(word);
  }

  /** Whether it stands for one that the manifest lacks; that has been noted. */
  public boolean isMissing() {
    return fields == NONE;
  }

  /** Notes that something is wrong with a field. */
  public void flaw(String field, String message) {
    String name = field.split("[.\\[]", 2)[0];
    // Of what a reference did not lead to, nothing more need be said.
    if (!isMissing() && fields.get(name) != NONE) {
      context.flaws().add(new Flaw(Paths.field(path, field), place(name), message));
    }
  }

  /** Notes that something is wrong with the component as a whole. */
  public void flaw(String message) {
    if (!isMissing()) {
      context.flaws().add(new Flaw(path, place(null), message));
    }
  }

  /** Notes that a field may not mean what its author thinks; it can be used all the same. */
  public void note(String field, String message) {
    Place place = place(field.split("[.\\[]", 2)[0]);
    context.flaws().note(new Flaw(Paths.field(path, field), place, message));
  }

  private Place place(String field) {
    return context.places().of(fields, field);
  }

  /** A field that must be there, as text. */
  public String text(String field) {
    return require(field, "a text") ? text(field, "") : "";
  }

  /** A field as text, or {@code fallback} where there is none. */
  public String text(String field, String fallback) {
    Object value = raw(field);
    if (value == null) {
      return fallback;
    }
    if (isContainer(value)) {
      flaw(field, "must be a text, not " + kind(value));
      return fallback;
    }
    return PythonText.str(value);
  }

  /** A field that must be one of a few words; {@code fallback}, if not null, where it is absent. */
  public String choice(String field, Collection<String> known, String fallback) {
    String choices = "one of " + String.join(", ", known);
    if (fallback == null && !require(field, choices)) {
      return "";
    }
    String harmless = fallback == null ? "" : fallback;
    if (isContainer(raw(field))) {
      flaw(field, "must be " + choices + ", not " + kind(raw(field)));
      return harmless;
    }
    String word = text(field, harmless);
    if (!known.contains(word)) {
      flaw(field, quoted(word) + " is not " + choices + "." + Nearest.hint(word, known));
    }
    return word;
  }

  /** A yes-or-no field, no where it is absent. */
  public boolean flag(String field) {
    Object value = raw(field);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    String word = value.toString().toLowerCase(Locale.ROOT);
    if (!Set.of("true", "false", "1", "0", "yes", "no").contains(word)) {
      flaw(field, "must be true or false, not " + quoted(word));
    }
    return Set.of("true", "1", "yes").contains(word);
  }

  /** A whole number, or {@code fallback} where there is none. */
  public long number(String field, long fallback) {
    Object value = raw(field);
    if (value == null) {
      return fallback;
    }
    try {
      return Long.parseLong(value.toString().strip());
    } catch (NumberFormatException e) {
      flaw(field, "must be a whole number, not " + quoted(value));
      return fallback;
    }
  }

  /** A whole number from 1, which may be a template over the config, evaluated now. */
  public long count(String field, long fallback) {
    if (!has(field)) {
      return fallback;
    }
    String text = evaluated(field).strip();
    if (!text.matches("[1-9][0-9]{0,8}")) {
      flaw(field, "must be a whole number from 1, but it came out as " + quoted(text));
      return fallback;
    }
    return Long.parseLong(text);
  }

  /** A field that must be there and may be a template over the config, evaluated now. */
  public String evaluated(String field) {
    return require(field, "a text") ? evaluated(field, raw(field)) : "";
  }

  /** A value somewhere inside a field that may be a template over the config, evaluated now. */
  public String evaluated(String field, Object value) {
    try {
      return expression(field, value, Names.NONE).textIn(Expression.NOTHING);
    } catch (Problem e) {
      flaw(field, e.getMessage());
      return "";
    }
  }

  /** The names of all its fields. */
  public Set<String> names() {
    return Set.copyOf(fields.keySet());
  }

  /** A list of texts; a single text is a list of one, an absent field an empty list. */
  public List<String> texts(String field) {
    return texts(field, items(field));
  }

  private List<String> texts(String field, List<?> items) {
    List<String> texts = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      if (item == null || isContainer(item)) {
        flaw(Paths.item(field, i), "must be a text, not " + kind(item));
      } else {
        texts.add(PythonText.str(item));
      }
    }
    return texts;
  }

  /** A list of paths; a single text is a path of one key, and an absent field an empty list. */
  public List<List<String>> paths(String field) {
    List<Object> items = items(field);
    List<List<String>> paths = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      List<?> path = items.get(i) instanceof List<?> list ? list : items.subList(i, i + 1);
      paths.add(texts(Paths.item(field, i), path));
    }
    return paths;
  }

  /** A list; a single value is a list of one, an absent field an empty list. */
  public List<Object> items(String field) {
    Object value = raw(field);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value == null ? List.of() : List.of(value);
  }

  /** A field that holds a map of data, not of components. */
  public JsonObject json(String field) {
    if (raw(field) instanceof Map<?, ?> map) {
      return json(map);
    }
    if (has(field)) {
      flaw(field, "must be a map, not " + kind(raw(field)));
    }
    return new JsonObject();
  }

  /** A list of data, not of components. */
  public List<Object> jsonItems(String field) {
    List<Object> items = new ArrayList<>();
    for (Object item : items(field)) {
      items.add(JsonValues.of(item));
    }
    return items;
  }

  /** All of it as data. */
  public JsonObject asJson() {
    return json(fields);
  }

  /**
   * The component as it is after a change; its parameters are handed down in it anew.
   *
   * @param outerWins whether a parameter from around a component holds where that has its own
   * @param flaws takes what turns out to be wrong with it
   */
  @SuppressWarnings("unchecked")
  public Component changed(Consumer<JsonObject> change, boolean outerWins, Flaws flaws) {
    JsonObject changed = asJson();
    change.accept(changed);
    Places copies = new Places();
    Object copy = context.places().follow(changed, fields, place(null), copies);
    Map<String, Object> handed =
        new Parameters(copies, outerWins).handDownAgain((Map<String, Object>) copy);
    return new Component(handed, path, context.with(copies, flaws));
  }

  /** A field that must hold a component. */
  public Component child(String field) {
    return require(field, "a component") ? at(field, fields.get(field)) : empty(field);
  }

  public Optional<Component> optional(String field) {
    return has(field) ? Optional.of(at(field, fields.get(field))) : Optional.empty();
  }

  /** The components in a list; a single one is a list of one, an absent field an empty list. */
  public List<Component> children(String field) {
    if (!(raw(field) instanceof List<?> list)) {
      return optional(field).stream().toList();
    }
    List<Component> children = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      children.add(at(Paths.item(field, i), list.get(i)));
    }
    return children;
  }

  /** A field that must be there and may be a template over {@code names}. */
  public Expression expression(String field, Set<String> names) {
    require(field, "a text");
    return expression(field, raw(field), names);
  }

  /** A field that may be a template, or {@code fallback} where it is absent. */
  public Expression expression(String field, Set<String> names, Object fallback) {
    return has(field) ? expression(field, raw(field), names) : Expression.constant(fallback);
  }

  /** A value somewhere inside a field that may be a template over {@code names}. */
  public Expression expression(String field, Object value, Set<String> names) {
    if (!(value instanceof String text)) {
      return Expression.constant(value instanceof Map<?, ?> map ? json(map) : value);
    }
    return new ExpressionCompiler(names, context, parameters())
        .compile(text, Paths.field(path, field), flaw -> flaw(field, flaw), n -> note(field, n));
  }

  /**
   * A message that may be a template over {@code names}, to be had by {@link Expression#sayIn};
   * that a name is not known does no harm to it.
   */
  public Expression message(String field, Set<String> names) {
    return new ExpressionCompiler(names, context, parameters())
        .compile(
            text(field, ""), Paths.field(path, field), n -> note(field, n), n -> note(field, n));
  }

  /** A list of values that may be templates; a single value is a list of one. */
  public List<Expression> expressions(String field, Set<String> names) {
    List<Object> items = items(field);
    List<Expression> expressions = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      expressions.add(expression(Paths.item(field, i), items.get(i), names));
    }
    return expressions;
  }

  private boolean require(String field, String expected) {
    if (!has(field)) {
      String hint = Nearest.hint(field, fields.keySet().stream().filter(this::isOwn).toList());
      flaw(field, "is missing; " + expected + " is expected." + hint);
    }
    return has(field);
  }

  /** Whether a field was not handed down: a parameter is no misspelling of anything. */
  private boolean isOwn(String field) {
    return !field.equals(Parameters.KEY) && !field.equals("type") && !parameters().has(field);
  }

  @SuppressWarnings("unchecked")
  private Component at(String field, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Component((Map<String, Object>) map, Paths.field(path, field), context);
    }
    flaw(field, "must be a component, that is a map, not " + kind(value));
    return empty(field);
  }

  private Component empty(String field) {
    return new Component(NONE, Paths.field(path, field), context);
  }

  @SuppressWarnings("unchecked")
  private static JsonObject json(Map<?, ?> map) {
    return JsonObject.copyOf((Map<String, ?>) map);
  }

  private static boolean isContainer(Object value) {
    return value instanceof Collection<?> || value instanceof Map<?, ?>;
  }

  private static String kind(Object value) {
    if (value instanceof Map<?, ?>) {
      return "a map";
    }
    if (value == null) {
      return "nothing";
    }
    return value instanceof Collection<?> ? "a list" : quoted(value);
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
  }
}
