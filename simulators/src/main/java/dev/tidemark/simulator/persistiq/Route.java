package dev.tidemark.simulator.persistiq;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path leads to.
 *
 * @param member that holds the records of an answer
 * @param isPaged whether an answer has at most a page of them
 * @param campaign whose children are asked for, or null
 */
record Route(String stream, String member, boolean isPaged, String campaign) {
  private static final Set<String> PAGED =
      Set.of("users", "leads", "campaigns", "tags", "dnc_domains", "events");
  private static final Set<String> WHOLE = Set.of("lead_fields", "lead_statuses");
  private static final Pattern TOP = Pattern.compile("/v1/(\\w+)");
  private static final Pattern CHILD = Pattern.compile("/v1/campaigns/([^/]+)/(leads|replies)");

  /** The route of a path, or null. */
  static Route of(String path) {
    Matcher child = CHILD.matcher(path);
    if (child.matches()) {
      boolean isLeads = child.group(2).equals("leads");
      return isLeads
          ? new Route("campaign_leads", "campaign_leads", true, child.group(1))
          : new Route("campaign_replies", "replies", true, child.group(1));
    }
    Matcher top = TOP.matcher(path);
    String name = top.matches() ? top.group(1) : "";
    boolean isKnown = PAGED.contains(name) || WHOLE.contains(name);
    return isKnown ? new Route(name, name, PAGED.contains(name), null) : null;
  }
}
