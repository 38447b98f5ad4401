package dev.tidemark.manifest.language;

/**
 * A Java class in place of a Python one that manifests name by {@code class_name}. Found by {@link
 * java.util.ServiceLoader}: a jar on the class path names it in {@code
 * META-INF/services/dev.tidemark.manifest.language.CustomComponent}.
 *
 * @param <T> what it makes; docs/manifests tells which interface belongs to which type
 */
public interface CustomComponent<T> {
  /** The {@code class_name} that it answers to, as manifests write it. */
  String className();

  /**
   * The source whose manifest it is for; empty for every one. Many public manifests name different
   * classes alike.
   */
  default String source() {
    return "";
  }

  /** The interface of what it makes. */
  Class<T> kind();

  /** Makes what a component describes. The component notes what is wrong with its fields. */
  T make(Component component);
}
