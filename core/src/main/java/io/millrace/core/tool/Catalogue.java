package io.millrace.core.tool;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Action;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.PollSpec;
import io.millrace.sdk.Tool;
import io.millrace.sdk.ToolPackage;
import io.millrace.sdk.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of this installation. Immutable; safe for use by many threads. */
public final class Catalogue {
    private static final String MANIFEST = "tool.yaml";
    private static final String DOCS = "docs.md";
    private static final String ICON = "icon.svg";
    private static final int MAX_FILE = 1 << 20;

    private final Map<String, Loaded> tools;
    private final Map<String, ActionSpec> actions;
    private final List<ToolSpec> specs;

    private record Loaded(ToolPackage source, Tool tool) {}

    private Catalogue(Map<String, Loaded> tools) {
        this.tools = tools;
        this.actions = new LinkedHashMap<>();
        tools.forEach((name, loaded) ->
                loaded.tool().spec().actions().forEach(action -> actions.put(name + "." + action.name(), action)));
        this.specs = tools.values().stream()
                .map(loaded -> loaded.tool().spec())
                .sorted(Comparator.comparing(ToolSpec::name))
                .toList();
    }

    /**
     * Reads and checks the manifests of all packages. The expressions of a package that was not verified when it was built
     * are compiled here too; the others are compiled when they are first used.
     *
     * @param clock turns a point in time at which a tool wants the next call into a pause
     * @throws MillraceException {@code tool_invalid} naming the file and every problem of the first package that is wrong
     */
    public static Catalogue load(List<ToolPackage> packages, Expressions expressions, InstantSource clock) {
        Map<String, Loaded> tools = new LinkedHashMap<>();
        for (ToolPackage source : packages) {
            ManifestTool tool = tool(source, expressions, clock);
            if (tools.putIfAbsent(source.name(), new Loaded(source, tool)) != null) {
                throw invalid(
                        source,
                        List.of(Problem.at(
                                "name",
                                "There are two tools of the name '" + source.name()
                                        + "'. Rename one, folder and manifest.")));
            }
        }
        return new Catalogue(tools);
    }

    /** An action by its full name, {@code slack.send_message}. */
    public Optional<ActionSpec> action(String fullName) {
        return Optional.ofNullable(actions.get(fullName));
    }

    /** A poll by its full name, {@code github.issue_opened}. */
    public Optional<PollSpec> poll(String fullName) {
        int dot = fullName.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : tool(fullName.substring(0, dot)).flatMap(tool -> tool.spec().poll(fullName.substring(dot + 1)));
    }

    public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name)).map(Loaded::tool);
    }

    /** All tools by name. */
    public List<ToolSpec> tools() {
        return specs;
    }

    /**
     * The code of an action by its full name. It fills in the defaults of the input's schema and refuses a kind of
     * connection that the action does not work with.
     *
     * @throws MillraceException {@code not_found} when there is no such action
     */
    public Action code(String fullName) {
        if (!actions.containsKey(fullName)) {
            throw new MillraceException(
                    ErrorCode.NOT_FOUND,
                    "There is no action '" + fullName + "'." + Spelling.suggest(fullName, actions.keySet()));
        }
        int dot = fullName.indexOf('.');
        return tool(fullName.substring(0, dot)).orElseThrow().action(fullName.substring(dot + 1));
    }

    /** How to find out whether an earlier call of an action has done its work; the action by its full name. */
    public Optional<LookUp> lookUp(String fullName) {
        int dot = fullName.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : tool(fullName.substring(0, dot)).flatMap(tool -> tool.lookUp(fullName.substring(dot + 1)));
    }

    /** The tool's page for people, in Markdown. */
    public Optional<String> docs(String tool) {
        return Optional.ofNullable(tools.get(tool))
                .flatMap(loaded -> file(loaded.source(), DOCS))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The tool's drawing, as SVG. */
    public Optional<byte[]> icon(String tool) {
        return Optional.ofNullable(tools.get(tool)).flatMap(loaded -> file(loaded.source(), ICON));
    }

    private static ManifestTool tool(ToolPackage source, Expressions expressions, InstantSource clock) {
        byte[] text = file(source, MANIFEST)
                .orElseThrow(() -> invalid(source, List.of(Problem.at("", "The file is missing."))));
        ManifestReader.Reading reading = ManifestReader.read(new String(text, StandardCharsets.UTF_8));
        Manifest manifest = reading.manifest().orElseThrow(() -> invalid(source, reading.problems()));
        List<Problem> problems = new ArrayList<>(PackageCheck.problems(source, manifest, reading.text()));
        ManifestTool tool = new ManifestTool(manifest, source, expressions, clock);
        if (problems.isEmpty() && !source.verifiedAtBuild()) {
            tool.compileAll().stream().distinct().forEach(failure -> problems.add(failure.at(reading.text())));
        }
        if (!problems.isEmpty()) {
            throw invalid(source, problems);
        }
        return tool;
    }

    private static MillraceException invalid(ToolPackage source, List<Problem> problems) {
        String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return new MillraceException(
                ErrorCode.TOOL_INVALID,
                "The tool '" + source.name() + "' cannot be loaded: " + source.location() + "/" + MANIFEST + " has "
                        + count + ". The first: " + problems.getFirst()
                        + " Correct the file or move the tool out of the folder of tools.",
                problems);
    }

    private static Optional<byte[]> file(ToolPackage source, String path) {
        return source.open(path).map(stream -> {
            try (InputStream in = stream) {
                byte[] bytes = in.readNBytes(MAX_FILE + 1);
                if (bytes.length > MAX_FILE) {
                    throw invalid(source, List.of(Problem.at("", path + " is larger than 1 MiB.")));
                }
                return bytes;
            } catch (IOException e) {
                throw new MillraceException(
                        ErrorCode.TOOL_INVALID,
                        "The file " + path + " of the tool '" + source.name() + "' cannot be read: " + e.getMessage(),
                        e);
            }
        });
    }
}
