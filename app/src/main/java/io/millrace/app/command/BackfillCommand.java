package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schedule backfill}. */
@Command(
        name = "backfill",
        description = {
            "Fire the slots of a schedule that did not fire: before it was published, while it was disabled, or missed.",
            "Tells how many there are; with --yes it fires them. A slot that has fired does not fire again."
        })
final class BackfillCommand extends ApiCommand {
    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "the id of the workflow")
    private String workflow = "";

    @Parameters(index = "1", paramLabel = "TRIGGER", description = "the id of the schedule")
    private String trigger = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "the first time that is meant (2027-01-31T08:00:00Z)")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "the time before which the slots are")
    private String to = "";

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    BackfillCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Api api) {
        String path = Api.path("/workflows/", workflow, Api.path("/triggers/", trigger, "/backfill"));
        Map<String, Object> wish = new LinkedHashMap<>(Map.of("from", from, "to", to));
        Api.Answer count = api.post(path + "/count", Api.Content.json(wish));
        String missing = JsonPath.text(count.json(), "missing");
        if (!yes) {
            if (!json()) {
                terminal().tell("Nothing was fired. Add --yes to do it.");
            }
            return show(
                    count,
                    List.of("Slots that did not fire: " + missing + ", that did: "
                            + JsonPath.text(count.json(), "fired")));
        }
        return fire(api, path, wish);
    }

    private int fire(Api api, String path, Map<String, Object> wish) {
        int fired = 0;
        String next = from;
        while (!next.isEmpty()) {
            wish.put("from", next);
            Object portion = api.post(path, Api.Content.json(wish)).json();
            fired += Integer.parseInt(JsonPath.text(portion, "fired"));
            next = JsonPath.text(portion, "next");
        }
        terminal().print(json() ? Json.write(Map.of("fired", fired)) : "Fired: " + fired);
        return Exit.DONE;
    }
}
