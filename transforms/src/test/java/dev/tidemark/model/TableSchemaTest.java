package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableSchemaTest {
  private static final Column ID = new Column("id", "Id", ColumnType.INTEGER);
  private static final Column ID_TEXT = new Column("id__text", "Id", ColumnType.TEXT);

  @Test
  void comesBackFromItsJson() {
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      columns.add(new Column("c_" + type, "field \"" + type + "\" ä", type));
    }
    TableSchema schema = new TableSchema("people", columns);
    assertThat(TableSchema.parse(schema.toJson())).isEqualTo(schema);
  }

  @Test
  void hasAJsonFormThatStays() {
    assertThat(new TableSchema("people", List.of(ID)).toJson())
        .isEqualTo(
            "{\"table\":\"people\",\"columns\":[{\"name\":\"id\",\"field\":\"Id\",\"type\":\"INTEGER\"}]}");
  }

  @Test
  void findsTheFirstColumnOfAFieldAndAnyColumnByName() {
    TableSchema schema = new TableSchema("people", List.of(ID)).plus(ID_TEXT);
    assertThat(schema.forField("Id")).contains(ID);
    assertThat(schema.named("id__text")).contains(ID_TEXT);
    assertThat(schema.forField("id")).isEmpty();
  }

  @Test
  void changesTheTypeOfOneColumnOnly() {
    TableSchema schema = new TableSchema("people", List.of(ID, ID_TEXT));
    assertThat(schema.withType(ID, ColumnType.DECIMAL).columns())
        .containsExactly(new Column("id", "Id", ColumnType.DECIMAL), ID_TEXT);
    assertThat(schema.columns()).containsExactly(ID, ID_TEXT);
  }
}
