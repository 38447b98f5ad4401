package dev.tidemark.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The known name closest to {@code given}, if one is close enough to be a misspelling. */
  public static Optional<String> to(String given, Collection<String> known) {
    int allowed = Math.max(2, given.length() / 3);
    return known.stream()
        .filter(name -> distance(given, name) <= allowed)
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  /** A sentence such as {@code " Did you mean 'streams'?"}, or nothing. */
  public static String hint(String given, Collection<String> known) {
    return to(given, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** Edits (insert, delete, replace, swap of neighbours) that lead from one name to the other. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = cost[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
