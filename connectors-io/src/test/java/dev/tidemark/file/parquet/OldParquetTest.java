package dev.tidemark.file.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other writers than DuckDB make. */
class OldParquetTest {
  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int96 ts;
            repeated int32 bare;
            optional group two (LIST) { repeated int32 element; }
            optional group tuple (LIST) { repeated group array { required int32 x; } }
            optional int32 d (DECIMAL(9,2));
            optional int64 tm (TIME(NANOS,true));
            optional fixed_len_byte_array(2) half (FLOAT16);
          }
          """);

  @TempDir Path folder;

  @Test
  void int96AndListsOfTwoLevelsAreRead() throws IOException {
    Group row = new SimpleGroupFactory(TYPE).newGroup();
    row.add("ts", new NanoTime(2_440_587, 86_399_000_001_000L));
    row.append("bare", 1).append("bare", 2);
    row.addGroup("two").append("element", 7);
    row.addGroup("tuple").addGroup("array").append("x", 8);
    row.append("d", -5).append("tm", 86_399_000_000_001L);
    row.add("half", Binary.fromConstantByteArray(new byte[] {0, 0x3e}));
    Path path = folder.resolve("old.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(TYPE)
            .build()) {
      writer.write(row);
    }
    FileFormat format = Formats.of("format", JsonObject.of("filetype", "parquet"));
    BytesFile file = new BytesFile(Files.readAllBytes(path), true);
    assertThat(ReadAll.of(format, file, null).records().toString())
        .isEqualTo(
            "[{\"ts\":\"1969-12-31T23:59:59.000001\",\"bare\":[1,2],\"two\":[7],"
                + "\"tuple\":[{\"x\":8}],\"d\":\"-0.05\",\"tm\":\"23:59:59.000000001\","
                + "\"half\":1.5}]");
    assertThat(format.infer(file).object("properties").get("bare").toString())
        .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");
  }
}
