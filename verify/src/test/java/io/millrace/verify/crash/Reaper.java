package io.millrace.verify.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Ends the processes of this JVM when it dies, even by a kill -9: a small shell reads what to end from a pipe, and acts when
 * the pipe closes, which the kernel sees to.
 */
final class Reaper {
    private static final String SCRIPT = """
            left=""
            while read -r what signal process; do
              if [ "$what" = add ]; then
                left="$left $signal:$process"
              else
                kept=""
                for each in $left; do [ "$each" = "$signal:$process" ] || kept="$kept $each"; done
                left="$kept"
              fi
            done
            for each in $left; do kill -s "${each%%:*}" "${each##*:}"; done 2>/dev/null
            """;

    private static final Reaper OF_THIS_JVM = new Reaper();

    private final Writer pipe;

    private Reaper() {
        try {
            // In a session of its own, so that a Ctrl-C at the terminal does not end it before its work is done.
            Process shell = new ProcessBuilder("setsid", "sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            pipe = shell.outputWriter(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param signal the one that ends the process at once: {@code KILL}, or {@code QUIT} for PostgreSQL */
    static void watch(String signal, long process) {
        OF_THIS_JVM.tell("add", signal, process);
    }

    static void forget(String signal, long process) {
        OF_THIS_JVM.tell("remove", signal, process);
    }

    private synchronized void tell(String what, String signal, long process) {
        try {
            pipe.write(what + " " + signal + " " + process + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
