package dev.tidemark.simulator.convex;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.simulator.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a read call is given: by query, or by a JSON body. */
record Arguments(Map<String, ?> values) {
  private static final JsonFactory JSON = new JsonFactory();

  static Arguments of(Request request) {
    return request.method().equals("POST")
        ? parse(request.body())
        : new Arguments(request.parameters());
  }

  static Arguments parse(String json) {
    return new Arguments(object(json));
  }

  String text(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  /** A whole number of 64 bits, or null. */
  Long number(String name) {
    String text = text(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("BadQueryArgs", name + " must be an integer, not '" + text + "'");
    }
  }

  /** Which tables are asked for. */
  Predicate<Table> tables() {
    if (values.get("selection") instanceof Map<?, ?> selection) {
      return table -> isIncluded(within(selection, table.component()), table.name());
    }
    String table = text("tableName") == null ? text("table_name") : text("tableName");
    String component = text("component");
    if (table != null) {
      String owner = component == null ? "" : component;
      return t -> t.name().equals(table) && t.component().equals(owner);
    }
    return t -> component == null || t.component().equals(component);
  }

  private static Object within(Map<?, ?> selection, String name) {
    Object chosen = selection.get(name);
    return chosen == null ? selection.get("_other") : chosen;
  }

  private static boolean isIncluded(Object component, String table) {
    Object chosen = component instanceof Map<?, ?> tables ? within(tables, table) : component;
    return chosen == null || chosen instanceof Map || chosen.equals("included");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        return (Map<String, ?>) value(parser);
      }
    } catch (IOException e) {
      throw Refusal.badRequest("BadJsonBody", "Could not parse the body");
    }
    throw Refusal.badRequest("BadJsonBody", "The body must be an object");
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }
}
