package dev.tidemark.file.document;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Text of the XML that Word and PowerPoint write. Both call a paragraph {@code p}, what is written
 * {@code t}, a table {@code tbl}, its rows {@code tr} and its cells {@code tc}.
 */
final class OfficeText {
  private static final int MOST_DEPTH = 1_000;

  private final MarkdownText text;
  private int cells;
  private boolean written;
  private boolean title;
  private int depth;

  OfficeText(MarkdownText text) {
    this.text = text;
  }

  void read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > MOST_DEPTH) {
            throw new XMLStreamException("nested too deep");
          }
          begin(xml);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          end(xml.getLocalName());
        }
        case XMLStreamConstants.CHARACTERS -> {
          if (written) {
            text.append(xml.getText());
          }
        }
        default -> {}
      }
    }
  }

  private void begin(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "t" -> written = true;
      case "tab" -> text.append(cells > 0 ? " " : "\t");
      case "br", "cr" -> text.append(cells > 0 ? " " : "\n");
      case "pStyle" -> style(value(xml, "val"));
      case "numPr", "buChar", "buAutoNum" -> item();
      case "ph" -> title = value(xml, "type").matches("title|ctrTitle");
      case "p" -> paragraph();
      case "tr" -> text.line();
      case "tc" -> {
        cells++;
        text.append("| ");
      }
      default -> {}
    }
  }

  private void paragraph() {
    if (title) {
      text.heading(2);
      title = false;
    }
  }

  private void style(String name) {
    if (cells == 0 && name.matches("(?i)heading[1-6]")) {
      text.heading(name.charAt(name.length() - 1) - '0');
    } else if (cells == 0 && name.equalsIgnoreCase("title")) {
      text.heading(1);
    }
  }

  private void item() {
    if (cells == 0) {
      text.item(0);
    }
  }

  private void end(String name) {
    switch (name) {
      case "t" -> written = false;
      case "p" -> {
        if (cells > 0) {
          text.append(" ");
        } else {
          text.paragraph();
        }
      }
      case "tc" -> cells--;
      case "tr" -> {
        text.append("|");
        text.line();
      }
      case "tbl" -> text.paragraph();
      default -> {}
    }
  }

  private static String value(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }
}
