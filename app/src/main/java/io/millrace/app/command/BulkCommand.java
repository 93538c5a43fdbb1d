package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execution bulk}: one change of many executions, of which only the number is told until somebody says yes. */
@Command(
        name = "bulk",
        description = {
            "Cancel, restart or replay every execution that the options describe.",
            "Without --yes nothing is changed: it only says how many they are.",
            "Exits with 1 when some of them could not be changed."
        })
final class BulkCommand extends ApiCommand {
    @Parameters(paramLabel = "OPERATION", description = "cancel, restart or replay")
    private String operation = "";

    @Mixin
    private ExecutionFilter filter = new ExecutionFilter();

    @Option(
            names = "--version",
            paramLabel = "WHICH",
            description = "for a replay: newest, or same for the version each ran on (newest)")
    private @Nullable String version;

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    BulkCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Api api) {
        Map<String, Object> wish = wish();
        Api.Answer count = api.post("/executions/bulk/count", Api.Content.json(wish));
        String matching = JsonPath.text(count.json(), "matching")
                + ("true".equals(JsonPath.text(count.json(), "more")) ? " or more" : "");
        String cursor = JsonPath.text(count.json(), "cursor");
        if (!yes || cursor.isEmpty()) {
            return tellCount(count, matching);
        }
        terminal().tell("Executions to " + operation + ": " + matching);
        List<Object> refused = new ArrayList<>();
        int done = 0;
        while (!cursor.isEmpty()) {
            wish.put("cursor", cursor);
            Object portion =
                    api.post("/executions/bulk", Api.Content.json(wish)).json();
            done += JsonPath.list(portion, "done").size();
            refused.addAll(JsonPath.list(portion, "refused"));
            cursor = JsonPath.text(portion, "next");
            if (!cursor.isEmpty()) {
                terminal().tell("  " + (done + refused.size()));
            }
        }
        return tellEnd(done, refused);
    }

    private Map<String, Object> wish() {
        Map<String, Object> which = new LinkedHashMap<>();
        filter.values().forEach((name, value) -> value.ifPresent(text -> which.put(name, text)));
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("operation", operation);
        wish.put("filter", which);
        if (version != null) {
            wish.put("version", version);
        }
        return wish;
    }

    private int tellCount(Api.Answer count, String matching) {
        if (!json() && !JsonPath.text(count.json(), "cursor").isEmpty()) {
            terminal().tell("Nothing was changed. Add --yes to do it.");
        }
        return show(count, List.of("Executions to " + operation + ": " + matching));
    }

    private int tellEnd(int done, List<Object> refused) {
        if (json()) {
            terminal().print(Json.write(Map.of("done", done, "refused", refused)));
        } else {
            terminal().print("Done: " + done + ", left as they are: " + refused.size());
            refused.forEach(each -> terminal()
                    .tell(Table.plain("  " + JsonPath.text(each, "execution") + " " + JsonPath.text(each, "detail"))));
        }
        return refused.isEmpty() ? Exit.DONE : Exit.FAILED;
    }
}
