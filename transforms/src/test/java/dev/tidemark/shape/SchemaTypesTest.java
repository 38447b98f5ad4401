package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.model.ColumnType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaTypesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`'type':'string'`                                                     | TEXT",
        "`'type':['null','string']`                                            | TEXT",
        "`'type':'string','format':'email'`                                    | TEXT",
        "`'type':'string','format':'date'`                                     | DATE",
        "`'type':['string','null'],'format':'date-time'`                       | TIMESTAMP_TZ",
        "`'type':'string','format':'date-time','airbyte_type':'timestamp_with_timezone'` |"
            + " TIMESTAMP_TZ",
        "`'type':'string','format':'date-time','airbyte_type':'timestamp_without_timezone'` |"
            + " TIMESTAMP",
        "`'type':'string','format':'time'`                                     | TIME",
        "`'type':'string','format':'time','airbyte_type':'time_without_timezone'` | TIME",
        "`'type':'string','format':'time','airbyte_type':'time_with_timezone'` | TEXT",
        "`'type':'integer'`                                                    | INTEGER",
        "`'type':'integer','airbyte_type':'big_integer'`                       | BIG_INTEGER",
        "`'type':'number'`                                                     | DECIMAL",
        "`'type':'number','airbyte_type':'integer'`                            | INTEGER",
        "`'type':'number','format':'double'`                                   | DOUBLE",
        "`'type':'number','format':'float'`                                    | DOUBLE",
        "`'type':['integer','number','null']`                                  | DECIMAL",
        "`'type':['integer','number'],'format':'double'`                       | DOUBLE",
        "`'type':'boolean'`                                                    | BOOLEAN",
        "`'type':'object'`                                                     | JSON",
        "`'type':['array','null']`                                             | JSON",
        "`'type':['string','object']`                                          | JSON",
        "`'type':['string','integer']`                                         | TEXT",
        "`'type':['boolean','string']`                                         | TEXT",
        "`'type':'null'`                                                       | JSON",
        "``                                                                    | JSON",
        "`'enum':['a','b']`                                                    | JSON",
        "`'oneOf':[{'type':'string'},{'type':'null'}]`                         | TEXT",
        "`'anyOf':[{'type':'string','format':'date-time'},{'type':'null'}]`    | TIMESTAMP_TZ",
        "`'oneOf':[{'type':'integer'},{'type':'number'}]`                      | DECIMAL",
        "`'oneOf':[{'type':'string','format':'date'},{'type':'string'}]`       | TEXT",
        "`'anyOf':[{'type':'string'},{'type':'array'}]`                        | JSON",
        "`'type':['null','string'],'oneOf':[{'minLength':1}]`                  | TEXT"
      })
  void aSchemaMeansAType(String schema, ColumnType type) {
    String text = "{" + (schema == null ? "" : schema.replace('\'', '"')) + "}";
    assertThat(SchemaTypes.type(Json.parseObject(text))).isEqualTo(type);
  }

  @Test
  void fieldsComeInTheOrderOfTheSchema() {
    assertThat(
            SchemaTypes.of(
                Json.parseObject(
                    "{\"properties\":{\"b\":{\"type\":\"string\"},\"a\":true,\"c\":{}}}")))
        .containsExactly(
            Map.entry("b", ColumnType.TEXT),
            Map.entry("a", ColumnType.JSON),
            Map.entry("c", ColumnType.JSON));
  }

  @Test
  void aSchemaWithoutPropertiesNamesNoFields() {
    assertThat(SchemaTypes.of(Json.parseObject("{\"type\":\"object\"}"))).isEmpty();
  }
}
