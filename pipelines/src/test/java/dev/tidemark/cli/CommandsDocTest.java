package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What docs/commands.md says of commands and options is what they say themselves. Run it with
 * {@code -Dtidemark.write=true} to write it anew.
 */
final class CommandsDocTest {
  private static final String BEGIN =
      "<!-- From here on it is made of the commands themselves. -->\n";

  @Test
  void theCommandsAreDocumentedAsTheyAre() throws IOException {
    Path page = page();
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    StringBuilder made = new StringBuilder();
    for (CommandLine command : new CommandLine(new TidemarkCommand()).getSubcommands().values()) {
      describe(command.getCommandSpec(), made);
    }
    if (Boolean.getBoolean("tidemark.write")) {
      Files.writeString(page, text.substring(0, begin) + made);
    }
    assertThat(Files.readString(page).substring(begin)).isEqualTo(made.toString());
  }

  private static Path page() {
    Path here = Path.of("docs/commands.md");
    return Files.exists(here) ? here : Path.of("../docs/commands.md");
  }

  private static void describe(CommandSpec command, StringBuilder text) {
    text.append("\n## ")
        .append(command.qualifiedName().replaceFirst("^tidemark ", ""))
        .append('\n');
    text.append('\n').append(String.join(" ", command.usageMessage().description())).append('\n');
    StringBuilder rows = new StringBuilder();
    command.positionalParameters().forEach(p -> rows.append(row(p.paramLabel(), p)));
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.longestName().equals("--debug")) {
        rows.append(row(names(option), option));
      }
    }
    if (!rows.isEmpty()) {
      text.append("\n| | |\n|---|---|\n").append(rows);
    }
    command.subcommands().values().forEach(sub -> describe(sub.getCommandSpec(), text));
  }

  private static String names(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return String.join(", ", option.names()) + label;
  }

  private static String row(String name, ArgSpec argument) {
    String meaning = String.join(" ", argument.description());
    return "| `" + cell(name) + "` | " + cell(meaning) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
