package dev.tidemark.destination.parquet;

import dev.tidemark.destination.InterruptedLoad.Death;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose user dies at one of its changes: before it for even steps, after it for odd. */
final class DyingStore {
  private static final Set<String> CHANGES =
      Set.of(
          "create",
          "write",
          "take",
          "delete",
          "deleteFolder",
          "deleteOrphans",
          "deleteUnfinished",
          "show");

  private DyingStore() {}

  static Store of(Store store, int step) {
    AtomicInteger changes = new AtomicInteger();
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              boolean isChange = CHANGES.contains(method.getName());
              int count = isChange ? changes.getAndIncrement() : -1;
              if (isChange && count >= step / 2 && (count > step / 2 || step % 2 == 0)) {
                throw new Death();
              }
              try {
                Object result = method.invoke(store, arguments);
                if (count == step / 2) {
                  throw new Death();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
