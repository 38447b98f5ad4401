package dev.tidemark.manifest.language;

import dev.tidemark.problem.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The types that a component of some role may have, and what is made from each. */
public final class Registry<T> {
  private final String role;
  private final Map<String, Function<Component, ? extends T>> makers = new HashMap<>();
  private final Set<String> customs = new HashSet<>();

  private Registry(String role) {
    this.role = role;
  }

  /**
   * An empty registry, to be filled before it is used.
   *
   * @param role what messages call such a component, as "a paginator"
   */
  public static <T> Registry<T> of(String role) {
    return new Registry<>(role);
  }

  public Registry<T> with(String type, Function<Component, ? extends T> maker) {
    makers.put(type, maker);
    return this;
  }

  /** A type for what manifests name a class of their own for: whoever plugs one in makes a T. */
  public Registry<T> withCustom(String type, Class<T> kind) {
    return withCustom(type, kind, (component, plugged) -> plugged);
  }

  /**
   * As {@link #withCustom(String, Class)}, where what is plugged in is only a part of it.
   *
   * @param maker makes the whole of the component and that part
   */
  public <K> Registry<T> withCustom(
      String type, Class<K> kind, BiFunction<Component, K, ? extends T> maker) {
    customs.add(type);
    return with(
        type,
        component -> {
          K plugged = Customs.make(component, kind);
          return plugged == null ? null : maker.apply(component, plugged);
        });
  }

  /**
   * What the component describes, or null, and the reason noted, where that can't be made. Where
   * there is but one type, it need not be named.
   */
  public T make(Component component) {
    if (component.isMissing()) {
      return null;
    }
    Function<Component, ? extends T> maker = makers.get(typeOf(component));
    if (maker == null) {
      component.flaw(refusal(component));
      return null;
    }
    return maker.apply(component);
  }

  private String typeOf(Component component) {
    Set<String> types = new TreeSet<>(makers.keySet());
    types.removeAll(customs);
    boolean isClear = types.size() == 1 && !component.has("class_name");
    return component.type().isEmpty() && isClear ? types.iterator().next() : component.type();
  }

  /** What the components describe, less those that can't be made. */
  public List<T> makeAll(Collection<Component> components) {
    return components.stream().<T>map(this::make).filter(Objects::nonNull).toList();
  }

  private String refusal(Component component) {
    String type = component.type();
    if (type.isEmpty()) {
      return "has no type; " + role + " is expected: " + known();
    }
    if (type.startsWith("Custom")) {
      String name = component.text("class_name", "");
      return type + " needs the Python class '" + name + "', for which there is no place here";
    }
    String hint = Nearest.hint(type, makers.keySet());
    return "'" + type + "' is not " + role + "." + hint + " Known: " + known();
  }

  private String known() {
    Set<String> known = new TreeSet<>(makers.keySet());
    known.removeAll(customs);
    return String.join(", ", known);
  }
}
