package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that a block of a template reads and sets, in order; finds those that must come from
 * the scope. Jinja's rules are kept, odd ones too: a name set only inside an {@code if} is free.
 */
final class NameUses {
  private sealed interface Use permits Load, Store, Branches {}

  private record Load(String name) implements Use {}

  private record Store(String name) implements Use {}

  private record Branches(List<NameUses> branches) implements Use {}

  private final List<Use> uses = new ArrayList<>();
  private final List<NameUses> inner = new ArrayList<>();
  private final Set<String> parameters = new LinkedHashSet<>();

  void load(String name) {
    uses.add(new Load(name));
  }

  void store(String name) {
    uses.add(new Store(name));
  }

  void parameter(String name) {
    parameters.add(name);
  }

  void branches(List<NameUses> branches) {
    uses.add(new Branches(branches));
  }

  /** A block with names of its own, such as the body of a loop. */
  NameUses inner() {
    NameUses block = new NameUses();
    inner.add(block);
    return block;
  }

  Set<String> free() {
    Set<String> free = new LinkedHashSet<>();
    analyze(new Symbols(null), free);
    return free;
  }

  private void analyze(Symbols symbols, Set<String> free) {
    symbols.stored.addAll(parameters);
    symbols.known.addAll(parameters);
    visit(symbols, free);
    visitInner(symbols, free);
  }

  private void visit(Symbols symbols, Set<String> free) {
    for (Use use : uses) {
      if (use instanceof Load load) {
        symbols.load(load.name, free);
      } else if (use instanceof Store store) {
        symbols.store(store.name);
      } else if (use instanceof Branches choice) {
        List<Symbols> ends = new ArrayList<>();
        for (NameUses branch : choice.branches) {
          Symbols copy = symbols.copy();
          branch.visit(copy, free);
          ends.add(copy);
        }
        symbols.join(ends, free);
      }
    }
  }

  /** Inner blocks see every name of the outer one, also those set after them. */
  private void visitInner(Symbols symbols, Set<String> free) {
    for (NameUses block : inner) {
      block.analyze(new Symbols(symbols), free);
    }
    for (Use use : uses) {
      if (use instanceof Branches choice) {
        choice.branches.forEach(branch -> branch.visitInner(symbols, free));
      }
    }
  }

  private static final class Symbols {
    private final Symbols outer;
    private final Set<String> known = new HashSet<>();
    private final Set<String> stored = new HashSet<>();

    Symbols(Symbols outer) {
      this.outer = outer;
    }

    Symbols copy() {
      Symbols copy = new Symbols(outer);
      copy.known.addAll(known);
      copy.stored.addAll(stored);
      return copy;
    }

    private boolean knows(String name) {
      return known.contains(name) || (outer != null && outer.knows(name));
    }

    void load(String name, Set<String> free) {
      if (!knows(name)) {
        known.add(name);
        free.add(name);
      }
    }

    void store(String name) {
      known.add(name);
      stored.add(name);
    }

    void join(List<Symbols> branches, Set<String> free) {
      Set<String> fresh = new HashSet<>();
      branches.forEach(branch -> fresh.addAll(branch.stored));
      fresh.removeAll(stored);
      for (Symbols branch : branches) {
        known.addAll(branch.known);
        stored.addAll(branch.stored);
      }
      for (String name : fresh) {
        if (outer == null || !outer.knows(name)) {
          free.add(name);
        }
      }
    }
  }
}
