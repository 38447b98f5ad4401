package dev.tidemark.manifest;

import dev.tidemark.http.Request;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.errors.AnswerRule;
import dev.tidemark.manifest.errors.BackoffStrategy;
import dev.tidemark.manifest.errors.Resolution;
import dev.tidemark.manifest.errors.Wait;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.CustomComponent;
import dev.tidemark.manifest.paging.PageSeen;
import dev.tidemark.manifest.paging.PagingStrategy;
import dev.tidemark.manifest.partition.Part;
import dev.tidemark.manifest.partition.PartChunk;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestRewriter;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.JsonDecoder;
import dev.tidemark.manifest.selection.RecordCondition;
import dev.tidemark.manifest.selection.RecordExtractor;
import dev.tidemark.manifest.transform.Transformation;
import dev.tidemark.source.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Classes that are plugged in for {@link CustomComponentTest}. */
public final class Plugged {
  private Plugged() {}

  private abstract static class Custom<T> implements CustomComponent<T> {
    private final String className;
    private final Class<T> kind;
    private final Function<Component, T> maker;

    Custom(String className, Class<T> kind, Function<Component, T> maker) {
      this.className = "source_x.components." + className;
      this.kind = kind;
      this.maker = maker;
    }

    @Override
    public String className() {
      return className;
    }

    @Override
    public Class<T> kind() {
      return kind;
    }

    @Override
    public T make(Component component) {
      return maker.apply(component);
    }
  }

  /** Records that stand in columns: {@code {"id": [1, 2]}}. */
  public static final class Columns extends Custom<RecordExtractor> {
    public Columns() {
      super("Columns", RecordExtractor.class, component -> elements -> rows(component, elements));
    }

    private static List<Object> rows(Component component, List<Object> elements) {
      String column = component.text("column");
      JsonObject body = (JsonObject) elements.get(0);
      return body.list(column).stream().<Object>map(v -> JsonObject.of(column, v)).toList();
    }
  }

  /** A header. */
  public static final class Key extends Custom<Authenticator> {
    public Key() {
      super(
          "Key",
          Authenticator.class,
          component -> (inputs, calls) -> inputs.headers().put("X-Key", component.text("key")));
    }
  }

  /** Two classes of one name, each for a source. */
  public static final class OtherKey extends Custom<Authenticator> {
    public OtherKey() {
      super("Shared", Authenticator.class, component -> Authenticator.NONE);
    }

    @Override
    public String source() {
      return "other";
    }
  }

  /** Two classes of one name, each for a source. */
  public static final class TestKey extends Custom<Authenticator> {
    public TestKey() {
      super(
          "Shared",
          Authenticator.class,
          component ->
              (inputs, calls) -> inputs.headers().put("X-Key", "of " + component.source()));
    }

    @Override
    public String source() {
      return "test";
    }
  }

  /** One of two that can't be told apart. */
  public static final class Twin extends Custom<Transformation> {
    public Twin() {
      super("Twin", Transformation.class, component -> (record, scope) -> {});
    }
  }

  /** The other. */
  public static final class OtherTwin extends Custom<Transformation> {
    public OtherTwin() {
      super("Twin", Transformation.class, component -> (record, scope) -> {});
    }
  }

  /** A field more. */
  public static final class Mark extends Custom<Transformation> {
    public Mark() {
      super("Mark", Transformation.class, component -> (record, scope) -> record.put("mark", true));
    }
  }

  /** Keeps records of even id. */
  public static final class Even extends Custom<RecordCondition> {
    public Even() {
      super(
          "Even",
          RecordCondition.class,
          component -> (record, scope) -> ((Number) record.get("id")).longValue() % 2 == 0);
    }
  }

  /** A body that is not what it looks like. */
  public static final class Quoted extends Custom<Decoder> {
    public Quoted() {
      super("Quoted", Decoder.class, component -> JsonDecoder.INSTANCE);
    }
  }

  /** Sends all elsewhere. */
  public static final class Elsewhere extends Custom<RequestRewriter> {
    public Elsewhere() {
      super("Elsewhere", RequestRewriter.class, component -> (request, scope) -> moved(request));
    }

    private static Request moved(Request request) {
      URI url = URI.create(request.url() + "/elsewhere");
      return new Request(request.method(), url, request.headers(), request.body());
    }
  }

  /** Tells what 418 means. */
  public static final class Teapot extends Custom<AnswerRule> {
    public Teapot() {
      super("Teapot", AnswerRule.class, component -> answer -> teapot(answer.reply().status()));
    }

    private static Resolution teapot(int status) {
      return status == 418 ? Resolution.of(Resolution.Action.IGNORE) : null;
    }
  }

  /** Waits for what the manifest says, in milliseconds. */
  public static final class Millis extends Custom<BackoffStrategy> {
    public Millis() {
      super(
          "Millis",
          BackoffStrategy.class,
          component ->
              (answer, failures) -> Wait.of(Duration.ofMillis(component.number("millis", 0))));
    }
  }

  /** Three pages. */
  public static final class Three extends Custom<PagingStrategy> {
    public Three() {
      super("Three", PagingStrategy.class, component -> new ThreePages());
    }

    private static final class ThreePages implements PagingStrategy {
      @Override
      public Object first() {
        return 1L;
      }

      @Override
      public Object next(PageSeen seen) {
        return seen.token().equals(3L) ? null : (long) seen.token() + 1;
      }

      @Override
      public boolean readsRecords() {
        return false;
      }

      @Override
      public boolean readsResponse() {
        return false;
      }

      @Override
      public Object pageSize() {
        return null;
      }
    }
  }

  /** Two parts. */
  public static final class Halves extends Custom<PartitionRouter> {
    public Halves() {
      super("Halves", PartitionRouter.class, component -> new TwoParts());
    }

    private static final class TwoParts implements PartitionRouter {
      @Override
      public PartChunk parts(Object position, Span span, Calls calls) {
        return new PartChunk(List.of(part("left"), part("right")), null);
      }

      private static Part part(String half) {
        return new Part(JsonObject.of("half", half), new JsonObject());
      }

      @Override
      public RequestInputs inputs(JsonObject partition) {
        RequestInputs inputs = new RequestInputs();
        inputs.parameters().put("half", partition.get("half"));
        return inputs;
      }
    }
  }

  /** A schema. */
  public static final class Fields extends Custom<JsonObject> {
    public Fields() {
      super(
          "Fields",
          JsonObject.class,
          component ->
              JsonObject.of(
                  "type",
                  "object",
                  "properties",
                  JsonObject.of("made", JsonObject.of("type", "string"))));
    }
  }
}
