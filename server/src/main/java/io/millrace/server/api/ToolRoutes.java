package io.millrace.server.api;

import static io.millrace.core.access.Permission.TOOL_READ;

import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ActionKind;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.PollSpec;
import io.millrace.sdk.ToolSpec;
import io.millrace.server.route.Call;
import io.millrace.server.route.Document;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools of this installation and their actions. */
final class ToolRoutes {
    private static final String ICON = "image/svg+xml";
    private static final String DOCS = "text/markdown; charset=utf-8";
    private static final QueryParameter<Optional<String>> TEXT =
            QueryParameter.text("text", "A part of the name, the title or the description");
    private static final QueryParameter<Optional<ActionKind>> KIND =
            QueryParameter.choice("kind", "What it does", ActionKind.class);
    private static final QueryParameter<Optional<String>> TOOL =
            QueryParameter.text("tool", "Only actions of this tool");

    private final Catalogue catalogue;

    record ToolItem(String name, String version, String title, String description, String docs, int actions) {
        static ToolItem of(ToolSpec spec) {
            return new ToolItem(
                    spec.name(),
                    spec.version(),
                    spec.title(),
                    spec.description(),
                    spec.docs(),
                    spec.actions().size());
        }
    }

    /** @param config JSON Schema of the readable part @param secrets JSON Schema of the hidden part */
    record KindView(
            String name, String title, String description, Map<String, Object> config, Map<String, Object> secrets) {}

    record ToolView(
            String name,
            String version,
            String title,
            String description,
            String docs,
            List<KindView> connectionKinds,
            List<ActionItem> actions,
            List<PollItem> polls) {
        static ToolView of(ToolSpec spec) {
            return new ToolView(
                    spec.name(),
                    spec.version(),
                    spec.title(),
                    spec.description(),
                    spec.docs(),
                    spec.connectionKinds().stream()
                            .map(kind -> new KindView(
                                    kind.name(), kind.title(), kind.description(), kind.config(), kind.secrets()))
                            .toList(),
                    spec.actions().stream()
                            .map(action -> ActionItem.of(spec, action))
                            .toList(),
                    spec.polls().stream().map(poll -> PollItem.of(spec, poll)).toList());
        }
    }

    /** @param name the full one, {@code github.issue_found} @param action the full name of what is called each time */
    record PollItem(String name, String title, String description, String action) {
        static PollItem of(ToolSpec tool, PollSpec poll) {
            String before = tool.name() + ".";
            return new PollItem(before + poll.name(), poll.title(), poll.description(), before + poll.action());
        }
    }

    /** @param name the full one, {@code slack.send_message} @param connection required, optional or none */
    record ActionItem(
            String name,
            String tool,
            String title,
            String description,
            ActionKind kind,
            Effect effect,
            ActionSpec.ConnectionUse connection) {
        static ActionItem of(ToolSpec tool, ActionSpec action) {
            return new ActionItem(
                    tool.name() + "." + action.name(),
                    tool.name(),
                    action.title(),
                    action.description(),
                    action.kind(),
                    action.effect(),
                    action.connection());
        }
    }

    record ExampleView(String title, Map<String, Object> input) {}

    /**
     * @param lookup whether the tool can be asked if an earlier call has done its work
     * @param input JSON Schema
     * @param output JSON Schema
     * @param timeout of one attempt when the step sets none
     */
    record ActionView(
            String name,
            String tool,
            String title,
            String description,
            String docs,
            ActionKind kind,
            Effect effect,
            boolean lookup,
            ActionSpec.ConnectionUse connection,
            Map<String, Object> input,
            Map<String, Object> output,
            Duration timeout,
            List<ExampleView> examples) {
        static ActionView of(String tool, ActionSpec action, boolean lookup) {
            return new ActionView(
                    tool + "." + action.name(),
                    tool,
                    action.title(),
                    action.description(),
                    action.docs(),
                    action.kind(),
                    action.effect(),
                    lookup,
                    action.connection(),
                    action.input(),
                    action.output(),
                    action.timeout(),
                    action.examples().stream()
                            .map(example -> new ExampleView(example.title(), example.input()))
                            .toList());
        }
    }

    ToolRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/tools")
                        .needs(TOOL_READ)
                        .givesPage(ToolItem.class)
                        .by(
                                "List tools",
                                call -> Reply.ok(whole(catalogue.tools().stream()
                                        .map(ToolItem::of)
                                        .toList()))),
                Route.get("/tools/{tool}")
                        .needs(TOOL_READ)
                        .gives(ToolView.class)
                        .by(
                                "Get a tool with its kinds of connections, its actions and its polls",
                                call -> Reply.ok(ToolView.of(tool(call)))),
                Route.get("/tools/{tool}/icon.svg")
                        .needs(TOOL_READ)
                        .givesFile(ICON)
                        .by("Get a tool's icon", this::icon),
                Route.get("/tools/{tool}/docs.md")
                        .needs(TOOL_READ)
                        .givesFile(DOCS)
                        .by("Get a tool's page", this::docs),
                Route.get("/actions")
                        .needs(TOOL_READ)
                        .query(TEXT, KIND, TOOL)
                        .givesPage(ActionItem.class)
                        .by("List actions", this::actions),
                Route.get("/actions/{action}")
                        .needs(TOOL_READ)
                        .gives(ActionView.class)
                        .by("Get an action with its schemas and examples", this::action));
    }

    private static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    private ToolSpec tool(Call<?> call) {
        String name = call.path("tool");
        return catalogue
                .tool(name)
                .orElseThrow(() -> MillraceException.notFound("tool", name))
                .spec();
    }

    private Reply<Document> icon(Call<Void> call) {
        return catalogue
                .icon(call.path("tool"))
                .map(bytes -> Reply.ok(new Document(ICON, bytes)).with("Cache-Control", "private, max-age=3600"))
                .orElseThrow(() -> MillraceException.notFound("icon of", call.path("tool")));
    }

    private Reply<Document> docs(Call<Void> call) {
        return catalogue
                .docs(call.path("tool"))
                .map(text -> Reply.ok(new Document(DOCS, text.getBytes(StandardCharsets.UTF_8))))
                .orElseThrow(() -> MillraceException.notFound("page of", call.path("tool")));
    }

    private Reply<Page<ActionItem>> actions(Call<Void> call) {
        Stream<ActionItem> all = catalogue.tools().stream()
                .filter(tool -> call.query(TOOL).map(tool.name()::equals).orElse(true))
                .flatMap(tool -> tool.actions().stream().map(action -> ActionItem.of(tool, action)));
        return Reply.ok(whole(all.filter(action ->
                        call.query(KIND).map(kind -> kind == action.kind()).orElse(true))
                .filter(action ->
                        call.query(TEXT).map(text -> mentions(action, text)).orElse(true))
                .toList()));
    }

    private static boolean mentions(ActionItem action, String text) {
        String all = action.name() + " " + action.title() + " " + action.description();
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private Reply<ActionView> action(Call<Void> call) {
        String name = call.path("action");
        ActionSpec spec = catalogue.action(name).orElseThrow(() -> MillraceException.notFound("action", name));
        boolean lookup = catalogue.lookUp(name).isPresent();
        return Reply.ok(ActionView.of(name.substring(0, name.indexOf('.')), spec, lookup));
    }
}
