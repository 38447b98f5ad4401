package dev.tidemark.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Has something else done at Ctrl-C and SIGTERM than ending the process at once, so that its exit
 * code is its own. The JVM offers that to programs, but not to compilers.
 */
final class Signals {
  private Signals() {}

  /** Does this at each Ctrl-C and SIGTERM from now on, in a thread of its own. */
  static void on(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler acts =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "stops the sync";
              };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, acts);
      for (String name : new String[] {"INT", "TERM"}) {
        Object made = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, made, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java does not hand on signals", e);
    }
  }
}
