package io.millrace.core.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a random workflow: the text that is published, and what the oracle needs to know of it.
 *
 * @param flow what its executions keep to before they begin
 * @param beat of its schedule
 * @param listens the same for all its versions
 * @param paths the addresses of its webhooks
 */
record Shape(
        String workflow,
        Flow flow,
        Optional<Beat> beat,
        Optional<Ear> listens,
        List<Step> steps,
        List<Step> failureSteps,
        List<String> paths,
        String yaml) {

    /** How often its schedule fires, and what becomes of what it missed. */
    record Beat(Duration interval, String misfire) {}

    /** To which ends of another workflow it listens. */
    record Ear(String workflow, List<String> statuses) {
        boolean hears(String other, String status) {
            return workflow.equals(other) && statuses.contains(status);
        }
    }

    /** What a step does. */
    enum Kind {
        ACTION,
        TRANSFORM,
        CALL,
        WAIT,
        APPROVAL,
        VARIABLE
    }

    /**
     * What a step does, and to what.
     *
     * @param target the workflow that it calls
     * @param waits whether it waits for the end of what it calls
     */
    record Work(Kind kind, String target, boolean waits) {
        Work(Kind kind) {
            this(kind, "", false);
        }
    }

    /** When a step runs, by what became of its needs. */
    enum RunIf {
        SUCCESS,
        FAILURE,
        ALWAYS
    }

    /**
     * A step.
     *
     * @param above runs only when the event's number is larger; -1 without such a condition
     * @param action without the tool; empty when it calls nothing
     * @param onUnknown one of ask, retry, succeed and fail
     * @param asksAfterCrash whether it says {@code on_crash: unknown}
     * @param items how many it is done for; 0 when it is done once
     * @param parallel how many items may be under way
     * @param ttl for how many seconds it reuses the result of the same call; 0 when it always calls
     * @param account over which it calls
     */
    record Step(
            String id,
            List<String> needs,
            RunIf runIf,
            int above,
            String action,
            String onUnknown,
            boolean asksAfterCrash,
            int items,
            int parallel,
            int ttl,
            Optional<Account> account,
            Work work) {
        /** One that calls no tool. */
        Step(String id, List<String> needs, RunIf runIf, int above, Work work) {
            this(id, needs, runIf, above, "", "ask", false, 0, 0, 0, Optional.empty(), work);
        }

        /** Whether nobody but a person, or the step's own text, may let it call a second time. */
        boolean neverRepeatedBlindly() {
            boolean unsafe = action.equals("write") || action.equals("atomic");
            return unsafe && asksAfterCrash && !onUnknown.equals("retry");
        }

        /** @param number the event's; steps without a condition run for every number */
        boolean wanted(long number) {
            return number > above;
        }
    }

    Optional<Step> step(String id) {
        return all().filter(step -> step.id().equals(id)).findFirst();
    }

    Stream<Step> all() {
        return Stream.concat(steps.stream(), failureSteps.stream());
    }
}
