package dev.tidemark.destination.snowflake;

import dev.tidemark.destination.InterruptedLoad.Death;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection whose worker dies after so many statements have been carried out. */
final class MortalConnection {
  private MortalConnection() {}

  /**
   * @param left how many statements are still answered; the next one is carried out, and nobody
   *     hears of it
   */
  static Connection of(Connection connection, AtomicInteger left) {
    return wrapped(Connection.class, connection, left);
  }

  private static <T> T wrapped(Class<T> type, T target, AtomicInteger left) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader() == null
                ? MortalConnection.class.getClassLoader()
                : type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> invoke(target, method, arguments, left)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments, AtomicInteger left)
      throws Throwable {
    boolean executes = method.getName().startsWith("execute");
    if (executes && left.get() < 0) {
      throw new Death();
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (executes && left.getAndDecrement() == 0) {
      throw new Death();
    }
    if (result instanceof PreparedStatement statement) {
      return wrapped(PreparedStatement.class, statement, left);
    }
    return result instanceof Statement statement
        ? wrapped(Statement.class, statement, left)
        : result;
  }
}
