package io.millrace.app.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line ends where the name of a command should stand. */
final class NoCommandException extends ParameterException {
    private static final long serialVersionUID = 1L;

    NoCommandException(CommandLine commandLine) {
        super(commandLine, "Say which command.");
    }
}
