package dev.tidemark.destination.sql;

import dev.tidemark.destination.InterruptedLoad.Death;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection whose worker dies after so many statements have been carried out; it ends with its
 * worker.
 */
public final class MortalConnection {
  private final Connection connection;
  private final AtomicInteger left;

  private MortalConnection(Connection connection, AtomicInteger left) {
    this.connection = connection;
    this.left = left;
  }

  /**
   * @param left how many statements are still answered; the next one is carried out, and nobody
   *     hears of it
   */
  public static Connection of(Connection connection, AtomicInteger left) {
    return new MortalConnection(connection, left).wrapped(Connection.class, connection);
  }

  private <T> T wrapped(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            MortalConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> invoke(target, method, arguments)));
  }

  private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    boolean executes = method.getName().startsWith("execute");
    if (executes && left.get() < 0) {
      throw die();
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (executes && left.getAndDecrement() == 0) {
      throw die();
    }
    if (result instanceof PreparedStatement statement) {
      return wrapped(PreparedStatement.class, statement);
    }
    return result instanceof Statement statement ? wrapped(Statement.class, statement) : result;
  }

  private Death die() throws SQLException {
    connection.close();
    return new Death();
  }
}
