package dev.tidemark.cli;

import dev.tidemark.http.Masking;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Entry point of {@code ./tidemark}. */
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG = 2;
  static final int REFUSED = 3;

  private static final int NARROWEST_HELP = 60;

  private Main() {}

  public static void main(String[] arguments) {
    List<String> all = List.of(arguments);
    int log = all.indexOf("--log");
    boolean json = all.contains("--log=json") || (log >= 0 && all.indexOf("json") == log + 1);
    Output.install(all.contains("--debug"), json);
    System.exit(run(arguments));
  }

  /** Runs a command; returns its exit code. */
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new TidemarkCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(Math.min(100, Math.max(NARROWEST_HELP, Output.width())));
    tellVersion(line, line.getCommandSpec().version());
    line.setParameterExceptionHandler((e, args) -> wrong(e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, arguments));
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return failed(e, arguments);
    }
  }

  /** All commands are of one version, and say so. */
  private static void tellVersion(CommandLine line, String... version) {
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().version(version);
      tellVersion(command, version);
    }
  }

  private static int wrong(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String hint = "";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String given = unmatched.getUnmatched().get(0);
      hint = Nearest.hint(given, names(line));
    }
    System.err.println("error: " + e.getMessage() + "." + hint);
    System.err.println("Try `" + line.getCommandSpec().qualifiedName() + " --help`");
    return WRONG;
  }

  private static List<String> names(CommandLine line) {
    List<String> names = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
    return names;
  }

  private static int failed(Throwable e, String... arguments) {
    boolean debug = List.of(arguments).contains("--debug");
    inWords(e).lines().forEach(l -> System.err.println(Masking.mask(l)));
    if (debug) {
      e.printStackTrace(System.err);
    }
    return e instanceof Problem problem ? exitCode(problem.kind()) : FAILED;
  }

  /** What a user is told of it. */
  static String inWords(Throwable e) {
    if (e instanceof Problem) {
      return e.getMessage().replaceAll("(?m)^", "error: ");
    }
    if (e instanceof OutOfMemoryError) {
      return "error: " + Problem.OUT_OF_MEMORY;
    }
    return "error: this should not have happened: "
        + e
        + "\n       run it again with --debug to see where";
  }

  static int exitCode(Problem.Kind kind) {
    return switch (kind) {
      case CONFIG -> WRONG;
      case CREDENTIALS -> REFUSED;
      default -> FAILED;
    };
  }
}
