package dev.tidemark.manifest.response;

import dev.tidemark.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML document as one object: attributes as {@code @name}, text as {@code #text} beside them or
 * in place of an object, elements of one name as a list. Neither a document type nor an entity of
 * its own means anything here, so nothing is fetched and nothing expands.
 */
final class XmlDecoder implements Decoder {
  private static final int MAX_DEPTH = 200;
  private static final long MOST_BYTES = 256L << 20;
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  @Override
  public Paging paging() {
    return Paging.SEEING;
  }

  @Override
  public Elements open(Answer answer) throws Undecodable {
    if (answer.reply().size() > MOST_BYTES) {
      throw Body.of(answer).fault("is too large", "more than " + (MOST_BYTES >> 20) + " MB");
    }
    Matcher charset = CHARSET.matcher(answer.reply().header("content-type").orElse(""));
    return open(Body.of(answer), charset.find() ? charset.group(1) : null);
  }

  private static Elements open(Body body, String charset) throws Undecodable {
    try {
      return Elements.of(List.of(document(reader(body, charset))));
    } catch (XMLStreamException e) {
      String message = e.getMessage().replaceAll("\\s+", " ").replaceFirst("^ParseError at ", "");
      throw body.fault("is not XML", message);
    }
  }

  private static XMLStreamReader reader(Body body, String charset) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory.createXMLStreamReader(body.bytes(), charset);
  }

  private static JsonObject document(XMLStreamReader reader) throws XMLStreamException {
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(""));
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> open.push(element(reader, open.size()));
        case XMLStreamConstants.END_ELEMENT -> {
          Node done = open.pop();
          open.element().add(done.name, done.value());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            open.element().text.append(reader.getText());
        default -> {
          // Comments, instructions and the document type say nothing of the data.
        }
      }
    }
    return open.pop().fields;
  }

  private static Node element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw new XMLStreamException("its elements are nested more than " + MAX_DEPTH + " deep");
    }
    Node node = new Node(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      node.add("@" + written(reader.getAttributeName(i)), reader.getAttributeValue(i));
    }
    return node;
  }

  private static String written(QName name) {
    String prefix = name.getPrefix();
    return prefix.isEmpty() ? name.getLocalPart() : prefix + ":" + name.getLocalPart();
  }

  /** An element that is being read; its object is made once there is something to put into it. */
  private static final class Node {
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private JsonObject fields;

    Node(String name) {
      this.name = name;
    }

    @SuppressWarnings("unchecked")
    void add(String field, Object value) {
      fields = fields == null ? new JsonObject() : fields;
      if (!fields.has(field)) {
        fields.put(field, value);
      } else if (fields.get(field) instanceof List<?> several) {
        ((List<Object>) several).add(value);
      } else {
        List<Object> both = new ArrayList<>();
        both.add(fields.get(field));
        both.add(value);
        fields.put(field, both);
      }
    }

    Object value() {
      String stripped = text.toString().strip();
      if (fields == null) {
        return stripped.isEmpty() ? null : stripped;
      }
      if (!stripped.isEmpty()) {
        add("#text", stripped);
      }
      return fields;
    }
  }
}
