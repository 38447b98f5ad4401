package dev.tidemark.file.document;

import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of a web page, as Markdown. */
final class HtmlText implements NodeVisitor {
  private static final Set<String> UNSEEN = Set.of("script", "style", "noscript", "template");

  private final MarkdownText text = new MarkdownText();
  private int unseen;

  String of(Document page) {
    page.body().traverse(this);
    return text.toString();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words && unseen == 0) {
      boolean asWritten = words.parent() != null && words.parent().normalName().equals("pre");
      text.append(asWritten ? words.getWholeText() : words.text());
    } else if (node instanceof Element element) {
      begin(element);
    }
  }

  private void begin(Element element) {
    String name = element.normalName();
    if (UNSEEN.contains(name)) {
      unseen++;
    } else if (name.matches("h[1-6]")) {
      text.heading(name.charAt(1) - '0');
    } else if (name.equals("li")) {
      text.item(lists(element) - 1);
    } else if (name.equals("br")) {
      text.append("\n");
    } else if (name.equals("tr")) {
      text.line();
    } else if (name.equals("td") || name.equals("th")) {
      text.append("| ");
    } else if (element.isBlock()) {
      separate(element);
    }
  }

  private static int lists(Element element) {
    return (int) element.parents().stream().filter(e -> e.normalName().matches("ul|ol")).count();
  }

  /** Within an item there are no empty lines. */
  private void separate(Element element) {
    if (lists(element) > 0) {
      text.line();
    } else {
      text.paragraph();
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    String name = element.normalName();
    if (UNSEEN.contains(name)) {
      unseen--;
    } else if (name.equals("td") || name.equals("th")) {
      text.append(" ");
    } else if (name.equals("tr")) {
      text.append("|");
      text.line();
    } else if (element.isBlock() && !name.matches("li|br")) {
      separate(element);
    }
  }
}
