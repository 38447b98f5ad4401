package dev.tidemark.connectors;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A connector that was added.
 *
 * @param name what jobs call it
 * @param folder that it is in
 */
public record Connector(String name, Path folder) {
  static final String MANIFEST = "manifest.yaml";
  static final String PIN = "pin.json";

  /** Where its manifest is. */
  public Path manifest() {
    return folder.resolve(MANIFEST);
  }

  /**
   * What is known of it.
   *
   * @throws Problem if its pin can't be read
   */
  public Pin pin() {
    Path file = folder.resolve(PIN);
    try {
      return Pin.parse(Files.readString(file));
    } catch (IOException | RuntimeException e) {
      throw Problem.config(
          "connector " + name + ": " + file + " can't be read; " + again("NAME, URL or FILE"));
    }
  }

  /**
   * Its manifest.
   *
   * @throws Problem if that is not as it was when it was added
   */
  public String text() {
    Pin pin = pin();
    String text;
    try {
      text = Files.readString(manifest());
    } catch (IOException e) {
      throw Problem.config(
          "connector " + name + ": can't read " + manifest() + "; " + again(pin.from()));
    }
    if (!pin.fits(text)) {
      throw Problem.config(
          "connector "
              + name
              + ": "
              + manifest()
              + " is not as it was when it was added. If you changed it, say so: `tidemark"
              + " connectors add "
              + manifest()
              + "`; if not, "
              + again(pin.from().equals(manifest().toString()) ? "NAME, URL or FILE" : pin.from()));
    }
    return text;
  }

  private String again(String from) {
    return "add it again: `tidemark connectors add " + from + " --name " + name + "`";
  }
}
