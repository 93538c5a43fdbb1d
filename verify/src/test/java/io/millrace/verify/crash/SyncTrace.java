package io.millrace.verify.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges by the system calls of a server whether it synced each event before it answered 202: the request is read from a
 * socket; its delivery id is written to the log of the database; a sync of that log begins after that and returns before
 * the answer is written to the same socket.
 */
final class SyncTrace {
    private static final String ACCEPTED = "HTTP/1.1 202";
    private static final String LOG = "/millrace.db-wal";
    private static final Pattern DELIVERY = Pattern.compile("X-GitHub-Delivery: ([0-9a-f-]{36})");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Map<String, Integer> logged = new HashMap<>();
    /** When a sync began, by when it returned. */
    private final TreeMap<Integer, Integer> syncs = new TreeMap<>();

    private final Map<String, String> asked = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(String delivery, int written) {}

    /** @param answers how many 202 there were @param unsynced the deliveries that were answered without a sync */
    record Verdict(int answers, Set<String> unsynced) {}

    static Verdict judge(Collection<SystemCall> calls) {
        SyncTrace trace = new SyncTrace();
        calls.forEach(trace::take);
        Set<String> unsynced = new HashSet<>();
        trace.answers.stream()
                .filter(answer -> !trace.synced(answer))
                .forEach(answer -> unsynced.add(answer.delivery()));
        return new Verdict(trace.answers.size(), unsynced);
    }

    private void take(SystemCall call) {
        if (call.result() < 0) {
            return;
        }
        if (call.syncs() && call.file().endsWith(LOG)) {
            syncs.put(call.ended(), call.begun());
        } else if (call.writes() && call.file().endsWith(LOG)) {
            ID.matcher(call.text()).results().forEach(found -> logged.putIfAbsent(found.group(), call.ended()));
        } else if (call.reads() && call.file().startsWith("socket:")) {
            Matcher delivery = DELIVERY.matcher(call.text());
            if (delivery.find()) {
                asked.put(call.file(), delivery.group(1));
            }
        } else if (call.writes() && call.text().contains(ACCEPTED)) {
            Optional.ofNullable(asked.remove(call.file()))
                    .ifPresent(delivery -> answers.add(new Answer(delivery, call.begun())));
        }
    }

    private boolean synced(Answer answer) {
        Integer written = logged.get(answer.delivery());
        return written != null
                && syncs.headMap(answer.written()).values().stream().anyMatch(begun -> begun > written);
    }
}
