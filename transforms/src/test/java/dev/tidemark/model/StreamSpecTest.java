package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamSpecTest {
  private static final JsonObject SCHEMA =
      Json.parseObject("{\"properties\":{\"id\":{\"type\":\"string\"}}}");

  @Test
  void givesBackItsSchema() {
    StreamSpec spec = StreamSpec.of("calls", SCHEMA, List.of("sid"), "end_time");
    assertThat(spec.schema()).isEqualTo(SCHEMA);
    assertThat(spec.cursor()).contains("end_time");
  }

  @Test
  void mayHaveNeitherKeyNorCursor() {
    StreamSpec spec = StreamSpec.of("calls", SCHEMA, List.of(), null);
    assertThat(spec.primaryKey()).isEmpty();
    assertThat(spec.cursor()).isEmpty();
  }

  @Test
  void doesNotChangeWithTheListItWasMadeFrom() {
    List<String> key = new ArrayList<>(List.of("sid"));
    StreamSpec spec = StreamSpec.of("calls", SCHEMA, key, null);
    key.clear();
    assertThat(spec.primaryKey()).containsExactly("sid");
  }

  @Test
  void travelsToAWorker() throws Exception {
    StreamSpec spec = StreamSpec.of("calls", SCHEMA, List.of("sid"), "end_time");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(spec);
    }
  }
}
