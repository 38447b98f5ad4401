package dev.tidemark.file.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.file.BadRecord;
import dev.tidemark.file.BytesFile;
import dev.tidemark.file.FileFormat;
import dev.tidemark.file.ReadAll;
import dev.tidemark.file.Seeds;
import dev.tidemark.file.format.Formats;
import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good lines are read and broken ones are told, in whatever pieces. */
class JsonlRandomTest {
  static LongStream seeds() {
    return Seeds.of(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void goodLinesAreReadAndBrokenOnesTold(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\ufeff" : "");
    List<JsonObject> good = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    int spread = random.nextInt(6);
    int lines = random.nextInt(300);
    for (int i = 0; i < lines; i++) {
      JsonObject object = JsonObject.of("id", (long) i, "v", value(random, 0));
      String line = object.toString();
      if (random.nextInt(8) == 0) {
        line = line.substring(0, 1 + random.nextInt(line.length() - 1));
        broken.add(line);
      } else {
        good.add(object);
        if (random.nextInt(6) < spread) {
          line = spread(line, random);
        }
      }
      text.append(line).append(i + 1 == lines ? "" : random.nextBoolean() ? "\n" : "\r\n");
      text.append(random.nextInt(20) == 0 ? " \n" : "");
    }
    FileFormat format = Formats.of("format", JsonObject.of("filetype", "jsonl"));
    BytesFile file = new BytesFile(text.toString().getBytes(UTF_8), random.nextInt(4) > 0);

    for (ReadAll all :
        List.of(ReadAll.of(format, file, null), ReadAll.inPieces(format, file, null, random))) {
      assertThat(all.records()).as("seed " + seed + ": " + text).isEqualTo(good);
      assertThat(all.bad())
          .as("seed " + seed)
          .extracting(BadRecord::text)
          .isEqualTo(broken.stream().map(String::strip).toList());
    }
  }

  /** With line breaks wherever JSON may have them. */
  private static String spread(String line, Random random) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      text.append(c);
      quoted ^= c == '"' && line.charAt(i - 1) != '\\';
      if (!quoted && ",:[{".indexOf(c) >= 0 && random.nextInt(3) == 0) {
        text.append("\n");
      }
    }
    return text.toString();
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 7 : 4)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> "a{[,:é\n\"x".substring(random.nextInt(9));
      case 3 -> random.nextBoolean();
      case 4 -> JsonObject.of("b", value(random, depth + 1));
      case 5 -> new ArrayList<>(List.of(JsonObject.of("b", 1L), JsonObject.of("b", 2L)));
      default -> {
        List<Object> list = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
    };
  }
}
