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
            "Look for executions that nothing would ever carry on, for work that belongs to nothing, and for",
            "large values that are not where they were kept. The last cannot be mended, only restored.",
            "There should never be any; after a backup was restored, or a hand in the database, there may.",
            "Exits with 1 when something is found and not mended."
        })
final class DoctorCommand extends ApiCommand {
    @Option(names = "--mend", description = "mend what is found")
    private boolean mend;

    DoctorCommand(Terminal terminal) {
        super(terminal);
    }

    /** What one look at everything has found. */
    private record Examination(List<Object> findings, int checked) {}

    @Override
    int run(Api api) {
        Examination first = examine(api);
        List<Object> mended = new ArrayList<>();
        List<Object> left = first.findings();
        boolean progress = mend;
        while (progress && !left.isEmpty()) {
            List<Object> now = mend(api, left);
            mended.addAll(now);
            left = examine(api).findings();
            progress = !now.isEmpty();
        }
        List<Object> missing = missingValues(api);
        List<Object> lanes = lanes(api);
        tell(first, mended, left, missing, lanes);
        return left.isEmpty() && missing.isEmpty() && (mend || lanes.isEmpty()) ? Exit.DONE : Exit.FAILED;
    }

    private static Examination examine(Api api) {
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
        return new Examination(findings, checked);
    }

    private static List<Object> missingValues(Api api) {
        List<Object> missing = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Object page = api.get("/doctor/values" + Api.query(Map.of("cursor", cursor)))
                    .json();
            missing.addAll(JsonPath.list(page, "missing"));
            cursor = Optional.of(JsonPath.text(page, "next")).filter(next -> !next.isEmpty());
        } while (cursor.isPresent());
        return missing;
    }

    /** Limits that counted wrong; mended now, if that was asked for. */
    private List<Object> lanes(Api api) {
        Object page = mend
                ? api.post("/doctor/lanes/mend", Api.Content.NONE).json()
                : api.get("/doctor/lanes").json();
        return JsonPath.list(page, "lanes");
    }

    private static List<Object> mend(Api api, List<Object> findings) {
        List<Object> mended = new ArrayList<>();
        executions(findings)
                .forEach(execution -> mended.addAll(JsonPath.list(
                        api.post(Api.path("/executions/", execution, "/mend"), Api.Content.NONE)
                                .json(),
                        "mended")));
        return mended;
    }

    private static Set<String> executions(List<Object> findings) {
        Set<String> executions = new LinkedHashSet<>();
        findings.forEach(finding -> executions.add(JsonPath.text(finding, "execution")));
        return executions;
    }

    private void tell(
            Examination first, List<Object> mended, List<Object> left, List<Object> missing, List<Object> lanes) {
        if (json()) {
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            told.put("checked", first.checked());
            told.put("findings", first.findings());
            told.put("mended", mended);
            told.put("left", left);
            told.put("missing_values", missing);
            told.put("miscounted_lanes", lanes);
            terminal().print(Json.write(told));
            return;
        }
        first.findings()
                .forEach(finding -> terminal()
                        .print(Table.plain(JsonPath.text(finding, "execution") + " " + JsonPath.text(finding, "code")
                                + ": " + JsonPath.text(finding, "detail"))));
        missing.forEach(value -> terminal()
                .print(Table.plain(JsonPath.text(value, "execution") + JsonPath.text(value, "event")
                        + " missing_value: The large value " + JsonPath.text(value, "value")
                        + " is not where it was kept.")));
        lanes.forEach(lane -> terminal()
                .print(Table.plain(JsonPath.text(lane, "scope") + " miscounted_lane: It counts "
                        + JsonPath.text(lane, "held") + " slots, and " + JsonPath.text(lane, "holders")
                        + " are taken" + (mend ? "; mended." : "."))));
        terminal()
                .tell("Unfinished executions looked at: " + first.checked() + ", findings: "
                        + first.findings().size() + ", mended: " + mended.size() + ", left: " + left.size()
                        + ". Large values missing: "
                        + missing.size() + ".");
        if (!mend && !(left.isEmpty() && lanes.isEmpty())) {
            terminal().tell("Add --mend to mend them.");
        }
    }
}
