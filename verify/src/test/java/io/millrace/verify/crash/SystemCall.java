package io.millrace.verify.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call as {@code strace -f -y} writes it: {@code 4711 fdatasync(23</data/millrace.db-wal>) = 0}, or in two
 * lines, {@code <unfinished ...>} and {@code <... fdatasync resumed>}, when another thread made one meanwhile.
 *
 * @param file what its first argument refers to: a path, or {@code socket:[12345]}
 * @param text its arguments, with what was read or written
 * @param begun the number of the line at which it began
 * @param ended the number of the line at which it returned
 */
record SystemCall(String name, String file, String text, long result, int begun, int ended) {
    private static final Pattern BEGIN = Pattern.compile("(\\d+) +(\\w+)\\(\\d+<(.*?)>(?=[,) ])(.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)");
    private static final Pattern RESULT = Pattern.compile("(.*)\\) += (-?\\d+)[^\"]*");
    private static final String UNFINISHED = " <unfinished ...>";

    private record Begun(String name, String file, String text, int line) {}

    boolean reads() {
        return name.equals("read") || name.equals("readv") || name.equals("recvfrom");
    }

    boolean writes() {
        return name.equals("write") || name.equals("writev") || name.equals("sendto") || name.equals("pwrite64");
    }

    boolean syncs() {
        return name.equals("fdatasync") || name.equals("fsync");
    }

    /** Reads a trace; the calls are in the order in which they returned. Lines that are no such calls are passed over. */
    static List<SystemCall> read(Path trace) {
        Map<String, Begun> unfinished = new HashMap<>();
        List<SystemCall> calls = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
                number++;
                Matcher begin = BEGIN.matcher(line);
                Matcher resumed = RESUMED.matcher(line);
                if (begin.matches()) {
                    String rest = begin.group(4);
                    if (rest.endsWith(UNFINISHED)) {
                        unfinished.put(begin.group(1), new Begun(begin.group(2), begin.group(3), rest, number));
                    } else {
                        add(calls, new Begun(begin.group(2), begin.group(3), "", number), rest, number);
                    }
                } else if (resumed.matches()) {
                    Begun begun = unfinished.remove(resumed.group(1));
                    if (begun != null) {
                        add(calls, begun, resumed.group(3), number);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    private static void add(List<SystemCall> calls, Begun begun, String end, int line) {
        Matcher result = RESULT.matcher(end);
        if (result.matches()) {
            calls.add(new SystemCall(
                    begun.name(),
                    begun.file(),
                    begun.text() + result.group(1),
                    Long.parseLong(result.group(2)),
                    begun.line(),
                    line));
        }
    }
}
