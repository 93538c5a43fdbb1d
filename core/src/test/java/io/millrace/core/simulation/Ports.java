package io.millrace.core.simulation;

import io.millrace.core.blob.BlobStore;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.ResultStore;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HeldTask;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.trigger.ScheduleStore;
import io.millrace.core.workflow.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The store as one server reaches it: on every way there and back something may go wrong. */
record Ports(Server server, FakeEngineStore rows, Sabotage sabotage) {

    private <T> T ask(String what, Supplier<T> question) {
        return server.crossing(what, question);
    }

    private void tell(String what, Runnable change) {
        server.crossing(what, () -> {
            change.run();
            return true;
        });
    }

    private static TaskRow withoutCrashes(TaskRow task) {
        return new TaskRow(
                task.key(),
                task.kind(),
                task.project(),
                task.place(),
                task.turnAt(),
                task.owner(),
                task.fence(),
                task.tries(),
                task.spent(),
                0,
                task.trace(),
                task.lane());
    }

    TaskStore tasks() {
        TaskStore store = rows.tasks();
        return new TaskStore() {
            @Override
            public List<TaskRow> claim(long node, Instant now, int limit) {
                return ask("claim", () -> {
                    List<TaskRow> claimed = store.claim(node, now, limit);
                    server.book().claimed(claimed);
                    server.remember(claimed);
                    return sabotage == Sabotage.NO_COUNT_OF_CRASHES
                            ? claimed.stream().map(Ports::withoutCrashes).toList()
                            : claimed;
                });
            }

            @Override
            public Optional<Instant> nextTurn() {
                return ask("nextTurn", store::nextTurn);
            }

            @Override
            public List<HeldTask> heldBy(long node) {
                return ask("heldBy", () -> store.heldBy(node));
            }

            @Override
            public void giveBack(long node, Collection<HeldTask> tasks, boolean crashed) {
                tell(crashed ? "giveBack crashed" : "giveBack", () -> store.giveBack(node, tasks, crashed));
            }

            @Override
            public List<Long> cancelledOn(long node) {
                List<Long> cancelled = ask("cancelledOn", () -> store.cancelledOn(node));
                cancelled.forEach(server::interrupted);
                return cancelled;
            }

            @Override
            public Optional<Instant> oldestDue(String project, Instant now) {
                return ask("oldestDue", () -> store.oldestDue(project, now));
            }

            @Override
            public Depth depth(Instant now, int most) {
                return ask("depth", () -> store.depth(now, most));
            }
        };
    }

    NodeStore nodes() {
        NodeStore store = rows.nodes();
        return new NodeStore() {
            @Override
            public int join(Joining node, Instant now, Duration lease) {
                return ask("join", () -> store.join(node, now, lease));
            }

            @Override
            public long newestId() {
                return ask("newestId", store::newestId);
            }

            @Override
            public Standing renew(long id, int busy, Instant now, Duration lease) {
                return ask("renew", () -> store.renew(id, busy, now, lease));
            }

            @Override
            public Instant time(Instant now) {
                return ask("time", () -> store.time(now));
            }

            @Override
            public Standing standing(long id) {
                return ask("standing", () -> store.standing(id));
            }

            @Override
            public List<Member> members(Instant now) {
                return ask("members", () -> store.members(now));
            }

            @Override
            public boolean drain(long id, boolean draining) {
                return ask("drain", () -> store.drain(id, draining));
            }

            @Override
            public int buryDead(long self, Instant now, boolean alone) {
                return ask("buryDead", () -> store.buryDead(self, now, alone));
            }

            @Override
            public void leave(long id, Instant now) {
                tell("leave", () -> store.leave(id, now));
            }
        };
    }

    ExecutionStore executions() {
        ExecutionStore store = rows.executions();
        return new ExecutionStore() {
            @Override
            public List<Course> courses(String project, Instant from, Instant to, int limit) {
                return ask("courses", () -> store.courses(project, from, to, limit));
            }

            @Override
            public Optional<ExecutionRow> find(long id) {
                return ask("find", () -> store.find(id));
            }

            @Override
            public List<ExecutionRow> list(String project, Filter filter, long before, int limit) {
                return ask("list", () -> store.list(project, filter, before, limit));
            }

            @Override
            public int count(String project, Filter filter, long before, int limit) {
                return ask("count", () -> store.count(project, filter, before, limit));
            }

            @Override
            public List<Unfinished> unfinished(String project, long after, int limit) {
                return ask("unfinished", () -> store.unfinished(project, after, limit));
            }

            @Override
            public List<TaskRow> strayTasks(String project, int limit) {
                return ask("strayTasks", () -> store.strayTasks(project, limit));
            }

            @Override
            public List<ExecutionRow> ofEvent(long event) {
                return ask("ofEvent", () -> store.ofEvent(event));
            }

            @Override
            public List<AttemptRow> attempts(long execution) {
                return ask("attempts", () -> store.attempts(execution));
            }

            @Override
            public List<AttemptRow> attemptsAfter(long execution, int revision, int limit) {
                return ask("attemptsAfter", () -> store.attemptsAfter(execution, revision, limit));
            }

            @Override
            public Map<String, Integer> tries(long execution) {
                return ask("tries", () -> store.tries(execution));
            }

            @Override
            public Optional<AttemptRow> attempt(long execution, String step, int item, int no) {
                return ask("attempt", () -> store.attempt(execution, step, item, no));
            }

            @Override
            public Optional<String> chunk(long execution, String step, int round, int no) {
                return ask("chunk", () -> store.chunk(execution, step, round, no));
            }

            @Override
            public List<ItemTries> itemTries(long execution, String step) {
                return ask("itemTries", () -> store.itemTries(execution, step));
            }

            @Override
            public Optional<Map<Integer, String>> itemOutputs(long execution, String step, long mostBytes) {
                return ask("itemOutputs", () -> store.itemOutputs(execution, step, mostBytes));
            }

            @Override
            public List<AttemptRow> items(
                    long execution, String step, Optional<StepStatus> status, int after, int limit) {
                return ask("items", () -> store.items(execution, step, status, after, limit));
            }

            @Override
            public List<AttemptRow> itemAttempts(long execution, String step, int index) {
                return ask("itemAttempts", () -> store.itemAttempts(execution, step, index));
            }

            @Override
            public List<TaskRow> tasks(long execution) {
                return ask("tasks", () -> store.tasks(execution));
            }

            @Override
            public List<WaitingApproval> approvals(
                    String project, ApprovalFilter filter, ApprovalPlace after, int limit) {
                return ask("approvals", () -> store.approvals(project, filter, after, limit));
            }

            @Override
            public int purge(Optional<String> project, Instant endedBefore, Instant eventsBefore, int limit) {
                return ask("purge", () -> store.purge(project, endedBefore, eventsBefore, limit));
            }

            @Override
            public int purgeKeys(Instant now, int limit) {
                return ask("purge keys", () -> store.purgeKeys(now, limit));
            }

            @Override
            public List<String> projects() {
                return ask("projects", store::projects);
            }
        };
    }

    EventStore events() {
        EventStore store = rows.events();
        return new EventStore() {
            @Override
            public Optional<EventRow> find(long id) {
                return ask("find event", () -> store.find(id));
            }

            @Override
            public Set<Instant> slots(String project, String source, Instant from, Instant to) {
                return ask("slots", () -> store.slots(project, source, from, to));
            }

            @Override
            public List<EventSummary> list(String project, Optional<String> source, long before, int limit) {
                return ask("list events", () -> store.list(project, source, before, limit));
            }
        };
    }

    BlobStore blobs() {
        BlobStore store = server.blobStore();
        return new BlobStore() {
            @Override
            public void put(long id, byte[] content) {
                tell("put blob", () -> store.put(id, content));
            }

            @Override
            public Optional<byte[]> get(long id) {
                return ask("get blob", () -> store.get(id));
            }

            @Override
            public void delete(Collection<Long> ids) {
                tell("delete blobs", () -> store.delete(ids));
            }

            @Override
            public List<Long> list(long after, int limit) {
                return ask("list blobs", () -> store.list(after, limit));
            }
        };
    }

    LaneStore lanes() {
        LaneStore store = rows.lanes();
        return new LaneStore() {
            @Override
            public Optional<LaneRow> find(LaneKey key) {
                return ask("find lane", () -> store.find(key));
            }

            @Override
            public List<LaneKey> due(Instant now, int limit) {
                return ask("due lanes", () -> store.due(now, limit));
            }

            @Override
            public List<LaneKey> shut(int limit) {
                return ask("shut lanes", () -> store.shut(limit));
            }

            @Override
            public List<Long> executionsIn(LaneKey key, int limit) {
                return ask("executions in lane", () -> store.executionsIn(key, limit));
            }

            @Override
            public int waiting(LaneKey key, int most) {
                return ask("waiting in lane", () -> store.waiting(key, most));
            }

            @Override
            public int parked(int most) {
                return ask("parked", () -> store.parked(most));
            }

            @Override
            public List<Miscount> miscounted(String project, int limit) {
                return ask("miscounted lanes", () -> store.miscounted(project, limit));
            }
        };
    }

    ResultStore results() {
        ResultStore store = rows.results();
        return new ResultStore() {
            @Override
            public Optional<CachedResult> find(String call) {
                String found = sabotage == Sabotage.NO_IDENTITY_OF_CALLS
                        ? rows.anyCall().orElse(call)
                        : call;
                return ask("find result", () -> store.find(found));
            }

            @Override
            public int purge(Instant now, int limit) {
                return ask("purge results", () -> store.purge(now, limit));
            }
        };
    }

    ScheduleStore schedules() {
        ScheduleStore store = rows.schedules();
        return new ScheduleStore() {
            @Override
            public List<ScheduleRow> due(Instant now, int limit) {
                return ask("due", () -> {
                    List<ScheduleRow> due = store.due(now, limit);
                    server.rememberSchedules(due);
                    return due;
                });
            }

            @Override
            public List<ScheduleRow> all() {
                return ask("schedules", store::all);
            }

            @Override
            public List<ScheduleRow> ofProject(String project) {
                return ask("schedules", () -> store.ofProject(project));
            }

            @Override
            public void add(Collection<ScheduleRow> added) {
                tell("add schedules", () -> store.add(added));
            }

            @Override
            public void remove(Collection<ScheduleKey> keys) {
                tell("remove schedules", () -> store.remove(keys));
            }

            @Override
            public void skip(ScheduleRow after, Instant from) {
                tell("skip slot", () -> store.skip(after, from));
            }
        };
    }
}
