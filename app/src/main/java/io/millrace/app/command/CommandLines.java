package io.millrace.app.command;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads a command line, runs the command, and turns whatever happens into lines for people and an exit code. */
public final class CommandLines {
    private CommandLines() {}

    /** @return the exit code, one of {@link Exit} */
    public static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = MillraceCommand.withAllCommands(terminal)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler((wrong, given) -> usage(terminal, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(terminal, command, failure));
        setUsageWidth(commandLine);
        return commandLine.registerConverter(Duration.class, CommandLines::duration);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no duration. Write one such as PT10S (ten seconds) or PT5M (five minutes).");
        }
    }

    private static void setUsageWidth(CommandLine commandLine) {
        commandLine.setUsageHelpWidth(110).setUsageHelpLongOptionsMaxWidth(34);
    }

    private static int usage(Terminal terminal, ParameterException wrong) {
        PrintWriter err = terminal.err();
        err.println(wrong.getMessage());
        if (wrong instanceof NoCommandException) {
            wrong.getCommandLine().usage(err);
        }
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return Exit.USAGE;
    }

    private static int failed(Terminal terminal, CommandLine command, Exception failure) {
        return switch (failure) {
            case ApiException refused -> {
                terminal.tell(wantsJson(command) ? refused.json() : refused.text());
                yield refused.exitCode();
            }
            case CommandException ended -> {
                terminal.tell(String.valueOf(ended.getMessage()));
                yield ended.exitCode();
            }
            case MillraceException refused -> {
                terminal.tell(String.valueOf(refused.getMessage()));
                tell(terminal, refused.problems());
                yield exitCode(refused.code());
            }
            default -> {
                terminal.tell("This is a defect of Millrace, please report it:");
                failure.printStackTrace(terminal.err());
                terminal.err().flush();
                yield Exit.DEFECT;
            }
        };
    }

    private static boolean wantsJson(CommandLine command) {
        return command.getCommand() instanceof ApiCommand api && api.json();
    }

    private static void tell(Terminal terminal, List<Problem> problems) {
        problems.forEach(problem -> terminal.tell("  " + problem));
    }

    private static int exitCode(ErrorCode code) {
        return switch (code) {
            case CONFIGURATION_INVALID, TOOL_INVALID -> Exit.CONFIGURATION;
            case STORE_UNAVAILABLE, SHUTTING_DOWN, OVERLOADED -> Exit.UNAVAILABLE;
            case NOT_FOUND -> Exit.NOT_FOUND;
            case INTERNAL -> Exit.DEFECT;
            default -> Exit.FAILED;
        };
    }
}
