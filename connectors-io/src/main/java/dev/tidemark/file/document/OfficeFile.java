package dev.tidemark.file.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Word and PowerPoint: archives of XML, of which only the text is taken. */
final class OfficeFile {
  /** An archive that unpacks to more is no document. */
  private static final int MOST = 256 << 20;

  private static final String DOCUMENT = "word/document.xml";
  private static final String SLIDE = "ppt/slides/slide\\d+\\.xml";

  private static final XMLInputFactory XML = factory();

  private OfficeFile() {}

  static String text(byte[] archive) throws Unreadable {
    Map<String, byte[]> parts;
    try {
      parts = unpack(archive);
    } catch (IOException e) {
      throw new Unreadable("is an archive that can't be read", e);
    }
    if (parts.isEmpty()) {
      throw new Unreadable("is an archive, but neither a Word nor a PowerPoint document");
    }
    MarkdownText text = new MarkdownText();
    try {
      for (byte[] part : parts.values()) {
        XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(part));
        new OfficeText(text).read(xml);
        xml.close();
        text.paragraph();
      }
    } catch (XMLStreamException e) {
      throw new Unreadable("holds XML that can't be read", e);
    }
    return text.toString();
  }

  /** The parts that hold text, in their order: a slide with a longer number comes later. */
  private static Map<String, byte[]> unpack(byte[] archive) throws IOException, Unreadable {
    Map<String, byte[]> parts =
        new TreeMap<>(Comparator.comparing(String::length).thenComparing(name -> name));
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      long left = MOST;
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        boolean wanted = entry.getName().equals(DOCUMENT) || entry.getName().matches(SLIDE);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        left -= copy(zip, wanted ? part : null, left);
        if (wanted) {
          parts.put(entry.getName(), part.toByteArray());
        }
      }
    }
    return parts;
  }

  private static long copy(InputStream in, ByteArrayOutputStream out, long most)
      throws IOException, Unreadable {
    byte[] buffer = new byte[16 << 10];
    long size = 0;
    for (int read; (read = in.read(buffer)) >= 0; ) {
      size += read;
      if (size > most) {
        throw new Unreadable("unpacks to more than " + (MOST >> 20) + " MB");
      }
      if (out != null) {
        out.write(buffer, 0, read);
      }
    }
    return size;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
