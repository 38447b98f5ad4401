package dev.tidemark;

import static java.util.stream.Collectors.joining;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.tidemark.export.Export;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Rows of a dataset as documents of LangChain4j: a title, a text, and what else is to be known of
 * them. Needs {@code dev.langchain4j:langchain4j-core}.
 *
 * <p>The text is Markdown: the title as a heading, then the content; where that is of several
 * columns, each has a heading of its own. Metadata has texts, UUIDs, integers and floating-point
 * numbers as they are, decimal numbers as floating-point ones, all else as text; a null has no
 * entry. A row without any text gives no document.
 */
public final class Documents {
  private final Dataset dataset;
  private final String title;
  private final List<String> content;
  private final List<String> metadata;

  private Documents(Dataset dataset, String title, List<String> content, List<String> metadata) {
    this.dataset = dataset;
    this.title = title;
    this.content = content;
    this.metadata = metadata;
  }

  /** Begins with a dataset; at least a title or content must follow. */
  public static Documents of(Dataset dataset) {
    return new Documents(dataset, null, List.of(), List.of());
  }

  /** The column that holds the title. */
  public Documents title(String column) {
    return new Documents(dataset, column, content, metadata);
  }

  /** The columns that make the text. */
  public Documents content(String... columns) {
    return new Documents(dataset, title, List.of(columns), metadata);
  }

  /** The columns that are kept beside the text. */
  public Documents metadata(String... columns) {
    return new Documents(dataset, title, content, List.of(columns));
  }

  /** The documents as they are asked for; to be closed, unless it is read to its end. */
  public Stream<Document> stream() {
    if (title == null && content.isEmpty()) {
      throw Problem.config("a document needs a text: name the columns for title() or content()");
    }
    requireLibrary();
    String[] columns =
        Stream.concat(Stream.ofNullable(title), Stream.concat(content.stream(), metadata.stream()))
            .distinct()
            .toArray(String[]::new);
    return dataset.columns(columns).stream()
        .filter(row -> !text(row).isBlank())
        .map(row -> Document.from(text(row), metadata(row)));
  }

  /** All documents in memory. */
  public List<Document> list() {
    try (Stream<Document> documents = stream()) {
      return documents.toList();
    }
  }

  private static void requireLibrary() {
    try {
      Metadata.from("a", "b");
    } catch (NoClassDefFoundError e) {
      throw Problem.config(
          "documents need LangChain4j: add the dependency dev.langchain4j:langchain4j-core");
    }
  }

  private String text(Row row) {
    String heading = title == null ? "" : text(row, title);
    String body =
        content.size() == 1
            ? text(row, content.get(0))
            : content.stream()
                .filter(column -> !text(row, column).isBlank())
                .map(column -> "## " + column + "\n\n" + text(row, column))
                .collect(joining("\n\n"));
    return Stream.of(heading.isBlank() ? "" : "# " + heading, body)
        .filter(part -> !part.isBlank())
        .collect(joining("\n\n"));
  }

  private static String text(Row row, String column) {
    Object value = row.get(column);
    return value == null ? "" : Export.text(value);
  }

  private Metadata metadata(Row row) {
    Metadata kept = new Metadata();
    for (String column : metadata) {
      Object value = row.get(column);
      if (value instanceof UUID id) {
        kept.put(column, id);
      } else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
        kept.put(column, ((Number) value).doubleValue());
      } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
        kept.put(column, ((Number) value).longValue());
      } else if (value != null) {
        kept.put(column, Export.text(value));
      }
    }
    return kept;
  }
}
