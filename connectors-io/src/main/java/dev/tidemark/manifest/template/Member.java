package dev.tidemark.manifest.template;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A method or a property of a type. */
record Member(Function method, UnaryOperator<Object> property) {
  Object of(Object owner) {
    return method == null ? property.apply(owner) : new BoundMethod(owner, method);
  }

  static void method(
      Map<String, Member> members, String name, String parameters, Function.Body body) {
    members.put(name, new Member(Function.of(name, parameters, body), null));
  }

  static void property(Map<String, Member> members, String name, UnaryOperator<Object> property) {
    members.put(name, new Member(null, property));
  }
}
