package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import org.junit.jupiter.api.Test;

class ConformityTest {
  private static final Conformity SCHEMA =
      new Conformity(
          Json.parseObject(
              """
              {"properties": {"i": {"type": "integer"}, "s": {"type": "string"},
                "o": {"type": "object"}, "any": {"type": "array"},
                "a": {"type": "array", "items": {"type": "integer"}}}}
              """));

  private static String fault(String record) {
    return SCHEMA.fault(Json.parseObject(record));
  }

  @Test
  void valuesOfTheTypeAndOfNarrowerOnesConform() {
    assertThat(fault("{\"i\":true,\"s\":1.5,\"o\":\"x\",\"a\":[1,null,true],\"any\":[\"x\"]}"))
        .isNull();
    assertThat(fault("{\"i\":null,\"any\":null,\"a\":null}")).isNull();
  }

  @Test
  void valuesOfWiderTypesDoNot() {
    assertThat(fault("{\"i\":1.5}")).isEqualTo("column 'i' is number and not integer");
    assertThat(fault("{\"s\":{}}")).isEqualTo("column 's' is object and not string");
    assertThat(fault("{\"o\":[]}")).isEqualTo("column 'o' is array and not object");
    assertThat(fault("{\"any\":1}")).isEqualTo("column 'any' is integer and not array");
    assertThat(fault("{\"a\":[1.5]}")).isEqualTo("column 'a' is array and not array of integer");
  }

  @Test
  void columnsThatAreNotInTheSchemaDoNotEvenIfNull() {
    assertThat(fault("{\"i\":1,\"new\":null}")).isEqualTo("column 'new' is not in the schema");
  }
}
