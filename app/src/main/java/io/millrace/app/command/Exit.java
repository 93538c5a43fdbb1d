package io.millrace.app.command;

/** The exit codes, as {@code docs/cli.md} lists them. Those from 64 on are the ones of {@code sysexits.h}. */
final class Exit {
    static final int DONE = 0;

    /** What was asked for failed: an execution failed, or the server refused. */
    static final int FAILED = 1;

    /** The command line was wrong. */
    static final int USAGE = 2;

    /** No server answers, or it is too busy. The same command may work later. */
    static final int UNREACHABLE = 3;

    /** The token is missing, wrong, or may not do this. */
    static final int NOT_ALLOWED = 4;

    static final int NOT_FOUND = 5;

    /** It goes on, but the time to wait is over. */
    static final int NOT_FINISHED = 6;

    /** {@code EX_UNAVAILABLE}: something the server needs to start is not there, such as its port or its database. */
    static final int UNAVAILABLE = 69;

    /** {@code EX_SOFTWARE}: a defect of Millrace. */
    static final int DEFECT = 70;

    /** {@code EX_CONFIG}: the configuration or a tool of the operator's own is wrong. */
    static final int CONFIGURATION = 78;

    private Exit() {}
}
