package dev.tidemark.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class LayoutTest {
  @Test
  void objectsOfAPageWithTheSameFieldsShareALayout() {
    List<JsonObject> page = page("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"a\":5}]");
    assertThat(page.get(0).layout()).isSameAs(page.get(1).layout());
    assertThat(page.get(2).layout()).isNotSameAs(page.get(0).layout());
  }

  @Test
  void objectsThatTakeTurnsShareTheirLayouts() {
    List<JsonObject> page =
        page("[{\"a\":1,\"b\":2},{\"a\":1,\"c\":2},{\"a\":1,\"b\":2},{\"c\":1}]");
    assertThat(page.get(0).layout()).isSameAs(page.get(2).layout());
    assertThat(page.get(1).layout()).isNotSameAs(page.get(0).layout());
    assertThat(page.get(3).names()).containsExactly("c");
  }

  @Test
  void anotherOrderIsAnotherLayout() {
    List<JsonObject> page = page("[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}]");
    assertThat(page.get(0).layout()).isNotSameAs(page.get(1).layout());
    assertThat(page.get(0)).isEqualTo(page.get(1));
  }

  @Test
  void removingTheSameFieldKeepsLayoutsShared() {
    List<JsonObject> page = page("[{\"a\":1,\"b\":2,\"c\":3},{\"a\":4,\"b\":5,\"c\":6}]");
    page.forEach(object -> object.remove("b"));
    assertThat(page.get(0).layout()).isSameAs(page.get(1).layout());
    assertThat(page).hasToString("[{\"a\":1,\"c\":3}, {\"a\":4,\"c\":6}]");
  }

  @Test
  void addingTheSameFieldKeepsLayoutsShared() {
    List<JsonObject> page = page("[{\"a\":1},{\"a\":2}]");
    page.forEach(object -> object.put("b", "x").put("c", null));
    assertThat(page.get(0).layout()).isSameAs(page.get(1).layout());
    assertThat(page)
        .hasToString("[{\"a\":1,\"b\":\"x\",\"c\":null}, {\"a\":2,\"b\":\"x\",\"c\":null}]");
  }

  @Test
  void objectsMadeFromOneRootShareLayouts() {
    Layout root = Layout.empty();
    JsonObject first = new JsonObject(root).put("a", 1L).put("b", 2L);
    JsonObject second = new JsonObject(root).put("a", 3L).put("b", 4L).put("a", 5L);
    assertThat(second.layout()).isSameAs(first.layout());
    assertThat(second).hasToString("{\"a\":5,\"b\":4}");
  }

  @Test
  void aCopyGrowsOnItsOwn() {
    JsonObject object = JsonObject.of("a", 1L);
    JsonObject copy = object.copy().put("b", 2L);
    assertThat(object.put("b", 3L).layout()).isNotSameAs(copy.layout());
    assertThat(copy).hasToString("{\"a\":1,\"b\":2}");
  }

  @Test
  void positionsAreFoundHoweverOftenTheyAreAskedFor() {
    Layout layout = page("[{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}]").get(0).layout();
    for (int i = 0; i < 10; i++) {
      assertThat(layout.indexOf("a")).isEqualTo(0);
      assertThat(layout.indexOf("f")).isEqualTo(5);
      assertThat(layout.indexOf("g")).isEqualTo(-1);
    }
  }

  @Test
  void manyThreadsReadOneObject() throws Exception {
    JsonObject wide = new JsonObject();
    for (long i = 0; i < 5_000; i++) {
      wide.put("field" + i, i);
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> readers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        readers.add(() -> wide.get("field4999"));
      }
      for (Future<Object> read : threads.invokeAll(readers)) {
        assertThat(read.get()).isEqualTo(4_999L);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<JsonObject> page(String text) {
    List<JsonObject> objects = new ArrayList<>();
    ((List<?>) Json.parse(text)).forEach(item -> objects.add((JsonObject) item));
    return objects;
  }
}
