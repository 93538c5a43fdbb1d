package io.millrace.app.command;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.Slug;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands share that talk to a server. */
@Command(sortOptions = false)
abstract class ApiCommand implements Callable<Integer> {
    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "where the server is (MILLRACE_URL; " + DEFAULT_URL + "). MILLRACE_TOKEN holds the API token")
    private @Nullable String url;

    @Option(names = "--project", paramLabel = "ID", description = "the project (MILLRACE_PROJECT; default)")
    private @Nullable String project;

    @Option(names = "--json", description = "print what the server answers, as JSON")
    private boolean json;

    private final Terminal terminal;

    ApiCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @return the exit code */
    abstract int run(Api api) throws Exception;

    @Override
    public final Integer call() throws Exception {
        return run(new Api(
                url(), terminal.variable("MILLRACE_TOKEN").map(String::strip).map(Sensitive::of), project()));
    }

    boolean json() {
        return json;
    }

    /** Whether somebody said which server, rather than leaving it at the default. */
    boolean saysWhichServer() {
        return url != null || terminal.variable("MILLRACE_URL").isPresent();
    }

    Terminal terminal() {
        return terminal;
    }

    /** Prints the answer for programs, or the lines for people. */
    int show(Api.Answer answer, List<String> lines) {
        if (json) {
            terminal.print(Json.write(answer.json()));
        } else {
            lines.forEach(terminal::print);
        }
        return Exit.DONE;
    }

    /** Prints a page: the table, and how to get the next one. */
    int showPage(Api.Answer answer, Table table, String nothing) {
        show(answer, table.isEmpty() ? List.of() : table.lines());
        if (json) {
            return Exit.DONE;
        }
        if (table.isEmpty()) {
            terminal.tell(nothing);
        }
        String next = JsonPath.text(answer.json(), "next");
        if (!next.isEmpty()) {
            terminal.tell("There are more: --cursor " + next);
        }
        return Exit.DONE;
    }

    private URI url() {
        String given = Optional.ofNullable(url)
                .or(() -> terminal.variable("MILLRACE_URL"))
                .orElse(DEFAULT_URL)
                .strip();
        try {
            URI uri = new URI(given.replaceFirst("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new CommandException(
                Exit.USAGE, "The address of the server (--url or MILLRACE_URL) must look like " + DEFAULT_URL + ".");
    }

    private String project() {
        String given = Optional.ofNullable(project)
                .or(() -> terminal.variable("MILLRACE_PROJECT"))
                .orElse("default");
        if (!Slug.valid(given)) {
            throw new CommandException(Exit.USAGE, "The project (--project or MILLRACE_PROJECT) is not a valid id.");
        }
        return given;
    }
}
