package dev.tidemark.manifest.template;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;

/** What {@code d.keys()}, {@code d.values()} and {@code d.items()} give: no list, no index. */
final class DictView extends AbstractCollection<Object> {
  private final String kind;
  private final List<Object> items;

  DictView(String kind, List<Object> items) {
    this.kind = kind;
    this.items = items;
  }

  @Override
  public Iterator<Object> iterator() {
    return items.iterator();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public String toString() {
    return "dict_" + kind + "(" + PythonText.repr(items) + ")";
  }
}
