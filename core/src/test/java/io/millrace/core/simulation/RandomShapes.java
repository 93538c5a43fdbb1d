package io.millrace.core.simulation;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.simulation.Shape.Beat;
import io.millrace.core.simulation.Shape.Ear;
import io.millrace.core.simulation.Shape.Kind;
import io.millrace.core.simulation.Shape.RunIf;
import io.millrace.core.simulation.Shape.Step;
import io.millrace.core.simulation.Shape.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes workflows of one to eight steps: lines, branches, joins, conditions, and a part that runs after a failure. Each
 * installation has its own taste: one waits much, another calls much, so that what is rare meets its own kind somewhere.
 */
final class RandomShapes {
    /** The trigger that is a schedule. */
    static final String CLOCK = "clock";

    static final String NUMBER = "event.data.?n.orValue(9)";

    private final Chance chance;
    private final boolean blind;
    /** The rate of a workflow is that of all its versions: what has begun under another one is counted otherwise. */
    private final Map<String, Flow> rates = new HashMap<>();

    private final Map<String, Optional<Ear>> ears = new HashMap<>();
    /** What the steps of the shape that is being made may call. */
    private List<String> callable = List.of();

    private final double calls;
    private final double waits;
    private final Kind favourite;

    /** @param blind whether variables are set without a look at what they are */
    RandomShapes(Chance chance, boolean blind) {
        this.blind = blind;
        this.chance = chance;
        calls = chance.pick(0.05, 0.15, 0.4);
        waits = chance.pick(0.05, 0.15, 0.5);
        favourite = chance.pick(Kind.WAIT, Kind.APPROVAL, Kind.VARIABLE);
    }

    /**
     * @param earlier workflows that are there, whose end may start it, and which it may call
     * @param later others that are there: a call of them makes a circle
     */
    Shape next(String workflow, List<String> earlier, List<String> later) {
        StringBuilder yaml = new StringBuilder("id: " + workflow + "\n");
        Optional<Beat> beat = beat();
        List<String> paths = triggers(workflow, beat, yaml, earlier);
        Flow flow = flow(workflow);
        // What it listens to it does not call, or each end would make more and more ends.
        boolean free = ear(workflow, earlier).isEmpty();
        boolean circle = chance.in(0.15);
        callable = Stream.concat(
                        earlier.stream().filter(_ -> free), later.stream().filter(_ -> circle))
                .toList();
        yaml.append(flow.yaml()).append("steps:\n");
        List<Step> steps = part("s", chance.between(1, chance.in(0.3) ? 8 : 4), yaml);
        List<Step> failureSteps = List.of();
        if (chance.in(0.3)) {
            yaml.append("on_failure:\n");
            failureSteps = part("f", chance.between(1, 2), yaml);
        }
        return new Shape(workflow, flow, beat, ear(workflow, earlier), steps, failureSteps, paths, yaml.toString());
    }

    private Flow flow(String workflow) {
        Flow rate = rates.computeIfAbsent(
                workflow,
                _ -> chance.in(0.25)
                        ? new Flow(0, false, "queue", chance.between(2, 4), chance.between(5, 20), 0, "normal")
                        : Flow.NONE);
        boolean counts = chance.in(0.35);
        String behavior = counts ? chance.pick("queue", "queue", "skip", "cancel_running") : "queue";
        int concurrency = !counts ? 0 : behavior.equals("cancel_running") ? 1 : chance.between(1, 2);
        return new Flow(
                concurrency,
                counts && chance.in(0.3),
                behavior,
                rate.rate(),
                rate.period(),
                chance.in(0.12) ? chance.between(1, 6) : 0,
                chance.pick("normal", "normal", "normal", "high", "urgent"));
    }

    private List<String> triggers(String workflow, Optional<Beat> beat, StringBuilder yaml, List<String> earlier) {
        List<String> paths = new ArrayList<>();
        yaml.append("triggers:\n  - { id: by_hand, manual: {} }\n");
        if (chance.in(0.8)) {
            String path = chance.pick("orders", "parcels");
            paths.add(path);
            String when = chance.in(0.2) ? ", when: '" + NUMBER + " > 2'" : "";
            yaml.append("  - { id: hook, webhook: { path: ")
                    .append(path)
                    .append(" }")
                    .append(when)
                    .append(" }\n");
        }
        beat.ifPresent(each -> yaml.append("  - { id: ")
                .append(CLOCK)
                .append(", schedule: { every: ")
                .append(each.interval())
                .append(", misfire: ")
                .append(each.misfire())
                .append(" } }\n"));
        ear(workflow, earlier).ifPresent(ear -> {
            yaml.append("  - { id: any, webhook: { path: elsewhere } }\n"); // so that event.data may be anything
            yaml.append("  - { id: after, workflow: { id: ")
                    .append(ear.workflow())
                    .append(", on: ")
                    .append(ear.statuses())
                    .append(" } }\n");
        });
        return paths;
    }

    private Optional<Beat> beat() {
        return chance.in(0.3)
                ? Optional.of(new Beat(Duration.ofSeconds(chance.between(5, 40)), chance.pick("last", "all", "none")))
                : Optional.empty();
    }

    private Optional<Ear> ear(String workflow, List<String> earlier) {
        return ears.computeIfAbsent(workflow, _ -> {
            if (earlier.isEmpty() || chance.in(0.5)) {
                return Optional.empty();
            }
            List<String> all = List.of("succeeded", "failed", "cancelled");
            return Optional.of(
                    new Ear(chance.pick(earlier), chance.in(0.4) ? all : List.of(chance.pick("succeeded", "failed"))));
        });
    }

    private List<Step> part(String prefix, int count, StringBuilder yaml) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(step(prefix + i, steps, yaml));
        }
        return steps;
    }

    private Step step(String id, List<Step> before, StringBuilder yaml) {
        yaml.append("  - id: ").append(id).append('\n');
        List<String> needs = needs(before, yaml);
        RunIf runIf = runIf(needs);
        if (runIf != RunIf.SUCCESS) {
            line(yaml, "if", runIf.name().toLowerCase(Locale.ROOT));
        }
        int above = chance.in(0.15) ? chance.between(0, 9) : -1;
        if (above >= 0) {
            line(yaml, "when", "'" + NUMBER + " > " + above + "'");
        }
        if (!callable.isEmpty() && chance.in(calls)) {
            return new Step(id, needs, runIf, above, call(yaml));
        }
        if (chance.in(waits)) {
            return new Step(id, needs, runIf, above, waiting(yaml));
        }
        if (chance.in(0.1)) {
            line(yaml, "transform", "{ done: true }");
            return new Step(id, needs, runIf, above, new Work(Kind.TRANSFORM));
        }
        String action = chance.pick("read", "put", "keyed", "write", "write", "atomic", "once", "once");
        String onUnknown = onUnknown(action);
        boolean asksAfterCrash = chance.in(0.6);
        line(yaml, "action", "test." + action);
        if (chance.in(0.2)) { // compiling an expression takes longer than all the rest of a step
            line(yaml, "input", "{ n: '{{ " + NUMBER + " }}' }");
        }
        line(yaml, "on_unknown", onUnknown);
        line(yaml, "on_crash", asksAfterCrash ? "unknown" : "retry");
        line(yaml, "retry", retry());
        if (chance.in(0.4)) {
            line(yaml, "timeout", "PT" + chance.between(2, 20) + "S");
        }
        int ttl = action.equals("read") && chance.in(0.6) ? chance.between(2, 40) : 0;
        if (ttl > 0) {
            line(yaml, "cache", "{ ttl: PT" + ttl + "S }");
        }
        int items = id.startsWith("s") && chance.in(0.15) ? chance.between(1, 7) : 0;
        int parallel = chance.between(1, 3);
        if (items > 0) {
            line(yaml, "foreach", foreach(items, parallel));
        }
        Optional<Account> account =
                items == 0 && chance.in(0.3) ? Optional.of(chance.pick(Account.values())) : Optional.empty();
        account.ifPresent(one -> line(yaml, "connection", one.id()));
        return new Step(
                id,
                needs,
                runIf,
                above,
                action,
                onUnknown,
                asksAfterCrash,
                items,
                parallel,
                ttl,
                account,
                new Work(Kind.ACTION));
    }

    /** One execution calls no more than one other, so that there is an end of it also where workflows call each other. */
    private Work call(StringBuilder yaml) {
        String workflow = chance.pick(callable);
        callable = List.of();
        boolean waits = chance.in(0.8);
        String timeout = "PT" + chance.pick(10, 40, 300) + "S";
        String input = chance.in(0.2) ? ", input: { n: '{{ " + NUMBER + " }}' }" : "";
        String settings = waits ? ", timeout: " + timeout : ", wait: false";
        line(yaml, "workflow", "{ id: " + workflow + settings + input + " }");
        return new Work(Kind.CALL, workflow, waits);
    }

    private Work waiting(StringBuilder yaml) {
        Kind kind = chance.in(0.6) ? favourite : chance.pick(Kind.WAIT, Kind.APPROVAL, Kind.VARIABLE);
        return switch (kind) {
            case WAIT -> pause(yaml);
            case APPROVAL -> approval(yaml);
            default -> variable(yaml);
        };
    }

    private Work pause(StringBuilder yaml) {
        boolean until = chance.in(0.3);
        int seconds = chance.between(1, 40);
        Instant at = EngineRows.T0.plusSeconds(seconds * 5L);
        line(yaml, "wait", until ? "{ until: '" + at + "' }" : "{ for: PT" + seconds + "S }");
        return new Work(Kind.WAIT);
    }

    private Work approval(StringBuilder yaml) {
        String timeout = "PT" + chance.between(5, 90) + "S";
        String onTimeout = chance.pick("fail", "approve", "reject");
        String onReject = chance.pick("fail", "continue");
        line(
                yaml,
                "approval",
                "{ title: Go on?, timeout: " + timeout + ", on_timeout: " + onTimeout + ", on_reject: " + onReject
                        + " }");
        return new Work(Kind.APPROVAL);
    }

    private Work variable(StringBuilder yaml) {
        String compared = blind ? "" : ", if_current: '{{ vars.COUNT }}'";
        line(yaml, "set_variable", "{ name: COUNT, value: '{{ vars.COUNT + 1 }}'" + compared + " }");
        return new Work(Kind.VARIABLE);
    }

    /** What a step says beforehand would make a look-up that cannot be made count as done, or be done twice. */
    private String onUnknown(String action) {
        if (chance.in(0.6)) {
            return "ask";
        }
        return action.equals("once") ? "fail" : chance.pick("retry", "succeed", "fail");
    }

    private String foreach(int items, int parallel) {
        String list =
                IntStream.rangeClosed(1, items).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "{ items: [" + list + "], parallel: " + parallel + ", on_item_failure: "
                + chance.pick("stop", "continue") + " }";
    }

    private List<String> needs(List<Step> before, StringBuilder yaml) {
        if (before.isEmpty()) {
            return List.of();
        }
        if (chance.in(0.4)) {
            return List.of(before.getLast().id()); // what a step needs that does not say so
        }
        List<String> needs = before.stream()
                .map(Step::id)
                .filter(id -> chance.in(0.4))
                .limit(3)
                .toList();
        line(yaml, "needs", needs.toString());
        return needs;
    }

    private RunIf runIf(List<String> needs) {
        if (needs.isEmpty() || chance.in(0.65)) {
            return RunIf.SUCCESS;
        }
        return chance.pick(RunIf.FAILURE, RunIf.ALWAYS);
    }

    private String retry() {
        return "{ attempts: " + chance.between(1, 4) + ", backoff: " + chance.pick("constant", "exponential")
                + ", initial: PT" + chance.between(1, 5) + "S, max: PT20S }";
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("    ").append(key).append(": ").append(value).append('\n');
    }
}
