package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look for executions that nothing would ever carry on, and for work that belongs to nothing.",
            "There should never be any; after a backup was restored, or a hand in the database, there may.",
            "Exits with 1 when something is found and not mended."
        })
final class DoctorCommand extends ApiCommand {
    @Option(names = "--mend", description = "mend what is found")
    private boolean mend;

    DoctorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Api api) {
        List<Object> findings = new ArrayList<>();
        int checked = 0;
        Optional<String> cursor = Optional.empty();
        do {
            Object page =
                    api.get("/doctor" + Api.query(Map.of("cursor", cursor))).json();
            findings.addAll(JsonPath.list(page, "findings"));
            checked += Integer.parseInt(JsonPath.text(page, "checked"));
            cursor = Optional.of(JsonPath.text(page, "next")).filter(next -> !next.isEmpty());
        } while (cursor.isPresent());
        List<Object> mended = new ArrayList<>();
        if (mend) {
            executions(findings)
                    .forEach(execution -> mended.addAll(JsonPath.list(
                            api.post(Api.path("/executions/", execution, "/mend"), Api.Content.NONE)
                                    .json(),
                            "mended")));
        }
        tell(findings, mended, checked);
        return findings.size() > mended.size() ? Exit.FAILED : Exit.DONE;
    }

    private static Set<String> executions(List<Object> findings) {
        Set<String> executions = new LinkedHashSet<>();
        findings.forEach(finding -> executions.add(JsonPath.text(finding, "execution")));
        return executions;
    }

    private void tell(List<Object> findings, List<Object> mended, int checked) {
        if (json()) {
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            told.put("checked", checked);
            told.put("findings", findings);
            told.put("mended", mended);
            terminal().print(Json.write(told));
            return;
        }
        findings.forEach(finding -> terminal()
                .print(Table.plain(JsonPath.text(finding, "execution") + " " + JsonPath.text(finding, "code") + ": "
                        + JsonPath.text(finding, "detail"))));
        terminal()
                .tell("Unfinished executions looked at: " + checked + ", findings: " + findings.size() + ", mended: "
                        + mended.size() + ".");
        if (!findings.isEmpty() && !mend) {
            terminal().tell("Add --mend to mend them.");
        }
    }
}
