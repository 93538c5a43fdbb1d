package io.millrace.verify.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reconciles what the clients, the called tool and the server say about one run of the workflow {@code flow}, and finds
 * every breach of the promise: each acknowledged event is there once and has exactly one execution, which succeeded, with
 * exactly one recorded success of each step; the tool was called for each step; and called again only when the server was
 * killed before the outcome of the earlier call was recorded.
 */
final class Oracle {
    private static final Set<String> CALLING = Set.of("left", "right", "last");
    private static final Set<String> STEPS = Set.of("left", "right", "join", "last");
    private static final int SHOWN = 20;

    private final Evidence evidence;
    private final Map<String, List<SinkCall>> callsByKey;
    private final Map<Integer, Life> lives;
    private final List<String> findings = new ArrayList<>();
    private int repeats;

    /** Everything that was seen. @param bound how long the work of a dead server may rest after the next one is ready */
    record Evidence(
            List<Acknowledgement> acknowledgements,
            List<SinkCall> calls,
            List<Life> lives,
            History history,
            Duration bound) {}

    /**
     * @param findings breaches, for people; empty when all is well
     * @param repeats calls made again because a server died
     * @param resume the longest rest of work that a dead server left, after the next one was ready; zero when none was left
     */
    record Verdict(List<String> findings, int events, int repeats, Duration resume) {
        /** The breaches as one text, the first of many. */
        String shown() {
            return findings.size() + " findings:\n"
                    + findings.stream().limit(SHOWN).collect(Collectors.joining("\n"));
        }
    }

    private Oracle(Evidence evidence) {
        this.evidence = evidence;
        callsByKey = evidence.calls().stream().collect(Collectors.groupingBy(SinkCall::key));
        lives = evidence.lives().stream().collect(Collectors.toMap(Life::number, Function.identity()));
    }

    static Verdict judge(Evidence evidence) {
        return new Oracle(evidence).verdict();
    }

    private Verdict verdict() {
        judgeEvents();
        judgeExecutions();
        judgeCalls();
        Duration resume = longestRest();
        if (resume.compareTo(evidence.bound()) > 0) {
            findings.add("Work that a dead server left rested for " + resume + " after the next one was ready");
        }
        return new Verdict(List.copyOf(findings), evidence.history().events().size(), repeats, resume);
    }

    private void judgeEvents() {
        Map<String, List<History.Event>> byDelivery =
                evidence.history().events().stream().collect(Collectors.groupingBy(History.Event::delivery));
        byDelivery.forEach((delivery, events) ->
                require(events.size() == 1, "The delivery " + delivery + " is stored as several events: " + events));
        for (Acknowledgement acknowledgement : evidence.acknowledgements()) {
            boolean stored = byDelivery.getOrDefault(acknowledgement.delivery(), List.of()).stream()
                    .anyMatch(event -> event.id().equals(acknowledgement.event()));
            require(stored, "Acknowledged and not there: " + acknowledgement);
        }
        evidence.acknowledgements().stream()
                .filter(acknowledgement -> !acknowledgement.duplicate())
                .collect(Collectors.groupingBy(Acknowledgement::delivery))
                .forEach((delivery, news) -> require(news.size() == 1, "Acknowledged as new more than once: " + news));
    }

    private void judgeExecutions() {
        Map<String, List<History.Execution>> byEvent =
                evidence.history().executions().stream().collect(Collectors.groupingBy(History.Execution::event));
        for (History.Event event : evidence.history().events()) {
            int count = byEvent.getOrDefault(event.id(), List.of()).size();
            require(count == 1, "The event " + event.id() + " has " + count + " executions");
        }
        evidence.history().executions().forEach(this::judgeExecution);
    }

    private void judgeExecution(History.Execution execution) {
        String id = execution.id();
        require(execution.status().equals("succeeded"), id + " is " + execution.status());
        Set<String> steps = execution.steps().stream().map(History.Step::id).collect(Collectors.toSet());
        require(steps.equals(STEPS), id + " has the steps " + steps);
        for (History.Step step : execution.steps()) {
            require(
                    step.status().equals("succeeded") && step.attempts().size() == 1,
                    id + "/" + step.id() + " is " + step.status() + " with " + step.attempts());
            if (step.id().equals("join")) {
                Map<String, Object> both = Map.of("left", id + "/left", "right", id + "/right");
                require(step.output().equals(both), id + " has joined " + step.output());
            }
            if (CALLING.contains(step.id())) {
                step.attempts().forEach(attempt -> judgeStep(id + "/" + step.id(), attempt));
            }
        }
    }

    /** The recorded outcome must be that of the last call: otherwise a step was called again that had been recorded. */
    private void judgeStep(String key, History.Attempt recorded) {
        List<SinkCall> calls = callsByKey.getOrDefault(key, List.of());
        require(!calls.isEmpty(), key + " is recorded as done, and the tool was never called");
        calls.stream().max(Comparator.comparing(SinkCall::arrived)).ifPresent(last -> {
            Life life = lives.get(last.life());
            require(
                    life != null && !recorded.started().isBefore(life.begun()),
                    key + " was recorded by a try of " + recorded.started() + " and called again: " + calls);
        });
    }

    private void judgeCalls() {
        Set<String> known = evidence.history().executions().stream()
                .map(History.Execution::id)
                .collect(Collectors.toSet());
        callsByKey.forEach((key, calls) -> {
            require(known.contains(key.substring(0, key.indexOf('/'))), "Called for an unknown execution: " + calls);
            Set<Integer> during = new HashSet<>();
            int last = calls.stream().mapToInt(SinkCall::life).max().orElse(0);
            for (SinkCall call : calls) {
                require(during.add(call.life()), "Called twice in one life of the server: " + calls);
                require(call.life() == last || killed(call.life()), "Called again without a kill: " + calls);
            }
            repeats += calls.size() - 1;
        });
    }

    private boolean killed(int life) {
        return Optional.ofNullable(lives.get(life))
                .flatMap(Life::end)
                .map(Life.End::killed)
                .orElse(false);
    }

    /** Over all deaths and all executions a dead server left open: from the next readiness to the first sign of life. */
    private Duration longestRest() {
        Duration longest = Duration.ZERO;
        for (Life life : evidence.lives()) {
            Life next = lives.get(life.number() + 1);
            if (next == null || life.end().isEmpty()) {
                continue;
            }
            Instant death = life.end().get().at();
            for (History.Execution execution : evidence.history().executions()) {
                // What an orderly stop still finished was not left open.
                boolean open = execution.created().isBefore(death)
                        && execution.finished().map(next.begun()::isBefore).orElse(true);
                if (open) {
                    Duration rest = Duration.between(next.ready(), firstSign(execution, next));
                    longest = rest.compareTo(longest) > 0 ? rest : longest;
                }
            }
        }
        return longest;
    }

    /** In the given life; the end of the life when there was none, for then the next one is to be asked. */
    private Instant firstSign(History.Execution execution, Life life) {
        Stream<Instant> calls = CALLING.stream()
                .flatMap(step -> callsByKey.getOrDefault(execution.id() + "/" + step, List.of()).stream())
                .map(SinkCall::arrived);
        return Stream.concat(calls, execution.finished().stream())
                .filter(time -> !time.isBefore(life.begun()))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .findFirst()
                .filter(sign ->
                        life.end().isEmpty() || sign.isBefore(life.end().get().at()))
                .or(() -> life.end().map(Life.End::at))
                .orElse(Instant.MAX);
    }

    private void require(boolean right, String finding) {
        if (!right) {
            findings.add(finding);
        }
    }
}
