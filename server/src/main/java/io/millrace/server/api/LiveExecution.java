package io.millrace.server.api;

import io.millrace.core.execution.Executions;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.live.Changes;
import io.millrace.server.api.ExecutionViews.AttemptView;
import io.millrace.server.api.ExecutionViews.ExecutionItem;
import io.millrace.server.api.ExecutionViews.ItemsView;
import io.millrace.server.api.ExecutionViews.LaneView;
import io.millrace.server.route.EventStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one client what happens to one execution. Three kinds of events:
 *
 * <ul>
 *   <li>{@code attempt}: a try of a step was recorded; each is told once, in the order of recording
 *   <li>{@code execution}: the state as it is now, with the status of each step; later ones replace earlier ones
 *   <li>{@code end}: nothing will follow; the stream ends
 * </ul>
 *
 * <p>The id of an event says what the client knows, so that one that comes back misses nothing and is told nothing twice:
 * {@code 3} is the attempts up to revision 3 of the execution and no state, {@code 3.7} those attempts and the state of
 * revision 7, {@code 3.7.end} that it has ended so.
 */
final class LiveExecution implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveExecution.class);
    private static final Pattern POSITION = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(\\.end)?)?");

    /** What is told, by the type of the event. */
    static final Map<String, Class<? extends Record>> EVENTS =
            Map.of("attempt", StepAttemptView.class, "execution", StateView.class, "end", ExecutionItem.class);

    private static final String END = ".end";
    private static final int NO_STATE = -1;

    /** So many attempts, each with its input, exchanges and output, are read at a time. */
    private static final int PAGE = 20;

    private final Executions executions;
    private final String project;
    private final long id;
    private final EventStream stream;
    private final Changes.Watch watch;
    private final Thread thread = Thread.ofVirtual().name("live").unstarted(this::run);

    // all used by the thread alone once it runs
    /** The revision of the last attempt that was told. */
    private int told;

    private int revision;
    private boolean knowsEnd;

    /** @param nextAt when it is tried next, while it waits for that */
    record StepStatusView(
            String id,
            String status,
            int attempts,
            Optional<Instant> nextAt,
            Optional<LaneView> waitsIn,
            Optional<ItemsView> items) {}

    record StateView(ExecutionItem execution, List<StepStatusView> steps) {}

    record StepAttemptView(String step, AttemptView attempt) {}

    private LiveExecution(Executions executions, String project, long id, EventStream stream) {
        this.executions = executions;
        this.project = project;
        this.id = id;
        this.stream = stream;
        this.watch = executions.watch(id);
        Optional<Matcher> position = stream.lastEventId().map(POSITION::matcher).filter(Matcher::matches);
        this.told = position.map(known -> Integer.parseInt(known.group(1))).orElse(0);
        this.revision =
                position.map(known -> known.group(2)).map(Integer::parseInt).orElse(NO_STATE);
        this.knowsEnd = position.map(known -> known.group(3)).isPresent();
    }

    /** Starts to tell. @throws io.millrace.core.shared.MillraceException {@code not_found} */
    static LiveExecution follow(Executions executions, String project, long id, EventStream stream) {
        executions.get(project, id);
        LiveExecution live = new LiveExecution(executions, project, id, stream);
        live.thread.start();
        return live;
    }

    private void run() {
        try {
            ExecutionRow row = executions.get(project, id);
            while (tell(row) && !row.status().ended()) {
                watch.await(Executions.LOOK_AGAIN);
                row = executions.get(project, id);
            }
            if (!knowsEnd) {
                stream.send(position() + END, "end", ExecutionItem.of(row));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("A live stream was cut off; the client will come back", e);
        } finally {
            stream.end();
        }
    }

    /** @return whether the client is still there */
    private boolean tell(ExecutionRow row) {
        if (row.revision() == revision) {
            return true;
        }
        knowsEnd = false;
        Executions.Detail standing = executions.standing(project, id);
        boolean there = tellAttempts();
        revision = standing.execution().revision();
        return there && stream.send(position(), "execution", state(standing));
    }

    private boolean tellAttempts() {
        boolean there = true;
        boolean more = true;
        while (there && more) {
            List<AttemptRow> page = executions.recordedAfter(id, told, PAGE);
            for (AttemptRow row : page) {
                told = row.revision();
                there = stream.send(position(), "attempt", new StepAttemptView(row.step(), AttemptView.of(row)));
            }
            more = page.size() == PAGE;
        }
        return there;
    }

    private String position() {
        return revision == NO_STATE ? String.valueOf(told) : told + "." + revision;
    }

    private StateView state(Executions.Detail standing) {
        Map<String, Integer> tries = executions.tries(id);
        return new StateView(
                ExecutionItem.of(standing.execution()),
                standing.steps().stream()
                        .map(step -> new StepStatusView(
                                step.id(),
                                step.status(),
                                tries.getOrDefault(step.id(), 0),
                                step.nextAt(),
                                LaneView.of(step.waitsIn()),
                                step.items().map(ItemsView::of)))
                        .toList());
    }

    @Override
    public void close() {
        watch.close();
        thread.interrupt();
    }
}
