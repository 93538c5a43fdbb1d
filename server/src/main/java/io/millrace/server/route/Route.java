package io.millrace.server.route;

import io.millrace.core.access.Permission;
import io.millrace.core.shared.Page;
import io.millrace.server.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One row of the table. It is written in stages, so that a row without {@code needs}, {@code signedIn} or {@code open}
 * does not compile:
 *
 * <pre>{@code
 * Route.put("/workflows/{workflow}").needs(WORKFLOW_EDIT).takes(DraftInput.class).gives(WorkflowView.class)
 *         .by("Save the draft", this::save)
 * }</pre>
 */
public final class Route {
    /** The method of a route that takes every method. */
    public static final String ANY = "*";

    private final String method;
    private final String template;
    private final Guard guard;
    private final String summary;
    private final Intake<?> intake;
    private final Outcome outcome;
    private final List<Outcome.Json> alternatives;
    private final List<QueryParameter<?>> query;
    private final boolean anyQuery;
    private final Action action;

    /** What a route takes as a body. */
    public sealed interface Intake<B> {
        record Nothing() implements Intake<Void> {}

        /** A JSON object read into a record. */
        record Json<B>(Class<B> type, Shape shape) implements Intake<B> {}

        /** @param mediaTypes the accepted ones, without parameters */
        record Text(List<String> mediaTypes) implements Intake<TextBody> {}

        /** The raw bytes, of any type. */
        record Raw() implements Intake<byte[]> {}
    }

    /** What a route gives when it succeeds. */
    public sealed interface Outcome {
        record Nothing() implements Outcome {}

        /** @param status of the answer */
        record Json(int status, Shape shape) implements Outcome {}

        /** A {@link Page}. */
        record Paged(Shape item) implements Outcome {}

        record File(String contentType) implements Outcome {}

        /** @param events what is told, by the type of the event */
        record Stream(Map<String, Shape> events) implements Outcome {}
    }

    /** What a route does. */
    sealed interface Action {
        record Answer(Handler<Object, ?> handler) implements Action {}

        record Stream(StreamHandler handler) implements Action {}
    }

    /** Answers one request, on a virtual thread, so it may block. */
    @FunctionalInterface
    public interface Handler<B, R> {
        Reply<R> handle(Call<B> call);
    }

    /** Starts to feed a stream; what it gives is closed when the stream ends, for whatever reason. */
    @FunctionalInterface
    public interface StreamHandler {
        AutoCloseable open(Call<Void> call, EventStream stream);
    }

    private Route(Draft<?, ?> draft, String summary, Action action) {
        this.method = draft.method;
        this.template = draft.template;
        this.guard = draft.guard;
        this.intake = draft.intake;
        this.outcome = draft.outcome;
        this.alternatives = List.copyOf(draft.alternatives);
        this.query = List.copyOf(draft.query);
        this.anyQuery = draft.anyQuery;
        this.summary = summary;
        this.action = action;
    }

    public static Unguarded get(String template) {
        return new Unguarded("GET", template);
    }

    public static Unguarded post(String template) {
        return new Unguarded("POST", template);
    }

    public static Unguarded put(String template) {
        return new Unguarded("PUT", template);
    }

    public static Unguarded delete(String template) {
        return new Unguarded("DELETE", template);
    }

    /** A route that takes every method, {@code HEAD} and {@code OPTIONS} too. */
    public static Unguarded any(String template) {
        return new Unguarded(ANY, template);
    }

    /** The first stage: a route that does not yet say who may use it. */
    public static final class Unguarded {
        private final String method;
        private final String template;

        private Unguarded(String method, String template) {
            this.method = method;
            this.template = template;
        }

        public Draft<Void, Void> needs(Permission permission) {
            return new Draft<>(method, template, new Guard.Needs(permission));
        }

        public Draft<Void, Void> signedIn(String why) {
            return new Draft<>(method, template, new Guard.SignedIn(why));
        }

        public Draft<Void, Void> open(String why) {
            return new Draft<>(method, template, new Guard.Open(why));
        }
    }

    /**
     * The second stage: what the route takes and gives.
     *
     * @param <B> the body
     * @param <R> the result
     */
    public static final class Draft<B, R> {
        private final String method;
        private final String template;
        private final Guard guard;
        private final List<QueryParameter<?>> query = new ArrayList<>();
        private Intake<?> intake = new Intake.Nothing();
        private Outcome outcome = new Outcome.Nothing();
        private final List<Outcome.Json> alternatives = new ArrayList<>();
        private boolean anyQuery;

        private Draft(String method, String template, Guard guard) {
            this.method = method;
            this.template = template;
            this.guard = guard;
        }

        public <T extends Record> Draft<T, R> takes(Class<T> type) {
            return taking(new Intake.Json<>(type, Shape.of(type)));
        }

        public Draft<TextBody, R> takesText(String... mediaTypes) {
            return taking(new Intake.Text(List.of(mediaTypes)));
        }

        public Draft<byte[], R> takesBytes() {
            return taking(new Intake.Raw());
        }

        public <T extends Record> Draft<B, T> gives(Class<T> type) {
            return giving(new Outcome.Json(200, Shape.of(type)));
        }

        /** As {@link #gives} for a thing that the call makes: 201. */
        public <T extends Record> Draft<B, T> givesNew(Class<T> type) {
            return giving(new Outcome.Json(201, Shape.of(type)));
        }

        /** As {@link #gives} for a thing that will happen: 202. */
        public <T extends Record> Draft<B, T> givesLater(Class<T> type) {
            return giving(new Outcome.Json(202, Shape.of(type)));
        }

        /** Another answer that is no error. */
        @SuppressWarnings("unchecked") // only the type of what the handlers see changes
        public Draft<B, Record> or(int status, Class<? extends Record> type) {
            alternatives.add(new Outcome.Json(status, Shape.of(type)));
            return (Draft<B, Record>) this;
        }

        /** Another answer that is no error and that the handler writes by itself. */
        public Draft<B, R> describes(int status, Class<? extends Record> type) {
            alternatives.add(new Outcome.Json(status, Shape.of(type)));
            return this;
        }

        public <T extends Record> Draft<B, Page<T>> givesPage(Class<T> item) {
            return giving(new Outcome.Paged(Shape.of(item)));
        }

        public Draft<B, Document> givesFile(String contentType) {
            return giving(new Outcome.File(contentType));
        }

        public Draft<B, R> query(QueryParameter<?>... parameters) {
            query.addAll(List.of(parameters));
            return this;
        }

        /** Accepts every query: the route is for others' requests, not for ours. */
        public Draft<B, R> anyQuery() {
            anyQuery = true;
            return this;
        }

        /** The last stage. @param summary what it does, in a few words that start with a verb */
        @SuppressWarnings("unchecked") // the intake, set together with B, is what makes the body
        public Route by(String summary, Handler<B, R> handler) {
            return new Route(this, summary, new Action.Answer((Handler<Object, ?>) (Handler<?, ?>) handler));
        }

        /** The last stage of a route that answers with a stream of events. */
        public Route streams(String summary, StreamHandler handler) {
            return streams(summary, Map.of(), handler);
        }

        /** As {@link #streams(String, StreamHandler)}. @param events the data of each event, by its type */
        public Route streams(String summary, Map<String, Class<? extends Record>> events, StreamHandler handler) {
            Map<String, Shape> shapes = new TreeMap<>();
            events.forEach((event, type) -> shapes.put(event, Shape.of(type)));
            outcome = new Outcome.Stream(shapes);
            return new Route(this, summary, new Action.Stream(handler));
        }

        @SuppressWarnings("unchecked") // only the type of what the handlers see changes
        private <T> Draft<T, R> taking(Intake<T> taken) {
            intake = taken;
            return (Draft<T, R>) this;
        }

        @SuppressWarnings("unchecked") // only the type of what the handlers see changes
        private <T> Draft<B, T> giving(Outcome given) {
            outcome = given;
            return (Draft<B, T>) this;
        }
    }

    /** {@code GET}, ..., or {@link #ANY}. */
    public String method() {
        return method;
    }

    /** The path below the prefix of its group, with {@code {name}} for each parameter. */
    public String template() {
        return template;
    }

    public Guard guard() {
        return guard;
    }

    public String summary() {
        return summary;
    }

    public Intake<?> intake() {
        return intake;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Other answers than {@link #outcome} that are no errors. */
    public List<Outcome.Json> alternatives() {
        return alternatives;
    }

    public List<QueryParameter<?>> query() {
        return query;
    }

    public boolean acceptsAnyQuery() {
        return anyQuery;
    }

    Action action() {
        return action;
    }
}
