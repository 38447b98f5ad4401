package dev.tidemark.destination.parquet;

import dev.tidemark.destination.InterruptedLoad.Death;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Something whose user dies at one of its changes: before it for even steps, after it for odd. */
final class Dying {
  private static final Set<String> CHANGES =
      Set.of(
          "create",
          "write",
          "take",
          "upload",
          "copy",
          "retire",
          "delete",
          "deleteFolder",
          "deleteOrphans",
          "deleteUnfinished",
          "show");

  private Dying() {}

  static <T> T of(Class<T> type, T store, int step) {
    AtomicInteger changes = new AtomicInteger();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
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
            }));
  }
}
