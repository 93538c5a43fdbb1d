package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_READ;
import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.blob.BlobCheckup;
import io.millrace.core.blob.BlobName;
import io.millrace.core.blob.BlobUseStore.Used;
import io.millrace.core.execution.Doctor;
import io.millrace.core.execution.LaneCheckup;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;
import java.util.Optional;

/** Executions that nothing would ever carry on: finding and mending them. */
final class DoctorRoutes {
    private final Doctor doctor;
    private final LaneCheckup lanes;
    private final BlobCheckup blobs;

    /** @param execution {@code exe_...}, also of one that is gone */
    record FindingView(Doctor.Ailment code, String execution, Optional<String> step, String detail) {
        static FindingView of(Doctor.Finding finding) {
            return new FindingView(
                    finding.ailment(),
                    ExecutionViews.executionId(finding.execution()),
                    Optional.of(finding.step()).filter(step -> !step.isEmpty()),
                    finding.detail());
        }
    }

    /** @param next the cursor to go on with; absent when all were looked at */
    record ExaminationView(List<FindingView> findings, int checked, Optional<String> next) {}

    /** A lane that counts other slots than are taken. @param scope as where something waits @param held as counted */
    record LaneFindingView(String scope, String key, long held, long holders) {
        static LaneFindingView of(LaneCheckup.Miscounted found) {
            return new LaneFindingView(found.lane().scope(), found.lane().text(), found.held(), found.holders());
        }
    }

    record LanesView(List<LaneFindingView> lanes) {
        static LanesView of(List<LaneCheckup.Miscounted> found) {
            return new LanesView(found.stream().map(LaneFindingView::of).toList());
        }
    }

    record MendedView(List<FindingView> mended) {}

    /** @param value {@code blb_...} @param execution the one it is of @param event the one it is the data of */
    record MissingValueView(String value, Optional<String> execution, Optional<String> event) {
        static MissingValueView of(Used use) {
            return new MissingValueView(
                    BlobName.text(use.blob()),
                    use.ofEvent() ? Optional.empty() : Optional.of(ExecutionViews.executionId(use.owner())),
                    use.ofEvent() ? Optional.of(ExecutionViews.eventId(use.owner())) : Optional.empty());
        }
    }

    /** @param next the cursor to go on with; absent when all were looked at */
    record ValuesView(List<MissingValueView> missing, int checked, Optional<String> next) {}

    DoctorRoutes(Doctor doctor, LaneCheckup lanes, BlobCheckup blobs) {
        this.doctor = doctor;
        this.lanes = lanes;
        this.blobs = blobs;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/doctor")
                        .needs(EXECUTION_READ)
                        .query(QueryParameter.CURSOR)
                        .gives(ExaminationView.class)
                        .by("Look for executions that nothing would carry on", this::examine),
                Route.get("/doctor/values")
                        .needs(EXECUTION_READ)
                        .query(QueryParameter.CURSOR)
                        .gives(ValuesView.class)
                        .by("Look for large values that are not where they were kept", this::values),
                Route.get("/doctor/lanes")
                        .needs(EXECUTION_READ)
                        .gives(LanesView.class)
                        .by(
                                "Look for limits that count other slots than are taken",
                                call -> Reply.ok(LanesView.of(lanes.examine(call.project())))),
                Route.post("/doctor/lanes/mend")
                        .needs(EXECUTION_RUN)
                        .gives(LanesView.class)
                        .by(
                                "Count the slots of limits anew where they are wrong",
                                call -> Reply.ok(LanesView.of(lanes.mend(call.project())))),
                Route.post("/executions/{execution}/mend")
                        .needs(EXECUTION_RUN)
                        .gives(MendedView.class)
                        .by("Mend what is wrong with the state of an execution", this::mend));
    }

    private Reply<ExaminationView> examine(Call<Void> call) {
        Doctor.Report report = doctor.examine(call.project(), call.cursor());
        return Reply.ok(new ExaminationView(views(report.findings()), report.checked(), report.next()));
    }

    private Reply<ValuesView> values(Call<Void> call) {
        BlobCheckup.Report report = blobs.examine(call.project(), call.cursor());
        return Reply.ok(new ValuesView(
                report.missing().stream().map(MissingValueView::of).toList(), report.checked(), report.next()));
    }

    private Reply<MendedView> mend(Call<Void> call) {
        return Reply.ok(new MendedView(views(doctor.mend(call.project(), ExecutionRoutes.id(call), call.trace()))));
    }

    private static List<FindingView> views(List<Doctor.Finding> findings) {
        return findings.stream().map(FindingView::of).toList();
    }
}
