package dev.tidemark.simulator.persistiq;

/** How many records each stream starts with. */
record Sizes(int leads, int users, int campaigns, int tags, int domains, int events) {
  /** In proportion to the leads, with more than a page of each from 10,000 leads. */
  static Sizes forLeads(int leads) {
    return new Sizes(
        leads,
        3 + Math.min(247, leads / 50),
        2 + Math.min(148, leads / 80),
        5 + Math.min(195, leads / 60),
        4 + leads / 50,
        2 * leads);
  }
}
