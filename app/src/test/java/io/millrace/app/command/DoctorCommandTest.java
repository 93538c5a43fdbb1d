package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking for what nothing would carry on. */
class DoctorCommandTest {
    private static final String NONE_MISSING = "{\"missing\": [], \"checked\": 0, \"next\": null}";

    private static final String NO_LANES = "{\"lanes\": []}";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_doctor_looks_page_by_page_and_mends_when_told_to() {
        String lost =
                "{\"code\": \"lost_task\", \"execution\": \"exe_1\", \"step\": \"a\", \"detail\": \"It is lost.\"}";
        server.answers(200, "{\"findings\": [" + lost + "], \"checked\": 500, \"next\": \"more\"}")
                .answers(200, "{\"findings\": [" + lost + "], \"checked\": 20, \"next\": null}")
                .answers(200, NONE_MISSING)
                .answers(200, NO_LANES);

        Typed looked = Typed.at(server, "doctor");
        assertThat(looked.outLines()).containsExactly("exe_1 lost_task: It is lost.", "exe_1 lost_task: It is lost.");
        assertThat(looked.err()).contains("looked at: 520, findings: 2, mended: 0", "--mend");
        assertThat(looked.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(server.requests().get(1).line()).endsWith("/doctor?cursor=more");

        server.answers(200, "{\"findings\": [" + lost + "], \"checked\": 1, \"next\": null}")
                .answers(200, "{\"mended\": [" + lost + "]}")
                .answers(200, "{\"findings\": [], \"checked\": 1, \"next\": null}")
                .answers(200, NONE_MISSING)
                .answers(200, NO_LANES);
        Typed mended = Typed.at(server, "doctor", "--mend");
        assertThat(mended.exitCode()).isEqualTo(Exit.DONE);
        assertThat(mended.err()).contains("mended: 1, left: 0");
        assertThat(server.requests().get(5).line()).isEqualTo("POST /api/v1/projects/default/executions/exe_1/mend");
    }

    @Test
    void what_cannot_be_mended_is_not_tried_for_ever() {
        String stray =
                "{\"code\": \"stray_task\", \"execution\": \"exe_1\", \"step\": \"a\", \"detail\": \"It is stray.\"}";
        String found = "{\"findings\": [" + stray + "], \"checked\": 0, \"next\": null}";
        server.answers(200, found)
                .answers(200, "{\"mended\": []}")
                .answers(200, found)
                .answers(200, NONE_MISSING)
                .answers(200, NO_LANES);

        Typed typed = Typed.at(server, "doctor", "--mend");

        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(typed.err()).contains("left: 1");
    }

    @Test
    void values_that_are_missing_are_told_and_not_mended() {
        server.answers(200, "{\"findings\": [], \"checked\": 3, \"next\": null}")
                .answers(
                        200,
                        "{\"missing\": [{\"value\": \"blb_1\", \"execution\": null, \"event\": \"evt_1\"}], \"checked\": 1,"
                                + " \"next\": \"more\"}")
                .answers(200, NONE_MISSING)
                .answers(200, NO_LANES);

        Typed typed = Typed.at(server, "doctor", "--mend");

        assertThat(typed.outLines())
                .containsExactly("evt_1 missing_value: The large value blb_1 is not where it was kept.");
        assertThat(typed.err()).contains("Large values missing: 1");
        assertThat(typed.exitCode()).isEqualTo(Exit.FAILED);
        assertThat(server.requests().get(2).line()).endsWith("/doctor/values?cursor=more");
    }

    @Test
    void limits_that_count_wrong_are_told_and_mended_when_told_to() {
        String healthy = "{\"findings\": [], \"checked\": 3, \"next\": null}";
        String wrong = "{\"lanes\": [{\"scope\": \"connection:chat\", \"key\": \"\", \"held\": 3, \"holders\": 1}]}";
        server.answers(200, healthy).answers(200, NONE_MISSING).answers(200, wrong);
        Typed looked = Typed.at(server, "doctor");
        assertThat(looked.outLines())
                .containsExactly("connection:chat miscounted_lane: It counts 3 slots, and 1 are taken.");
        assertThat(looked.err()).contains("--mend");
        assertThat(looked.exitCode()).isEqualTo(Exit.FAILED);

        server.answers(200, healthy).answers(200, NONE_MISSING).answers(200, wrong);
        Typed mended = Typed.at(server, "doctor", "--mend");
        assertThat(mended.outLines()).hasSize(1).first().asString().endsWith("mended.");
        assertThat(mended.exitCode()).isEqualTo(Exit.DONE);
        assertThat(server.requests().getLast().line()).isEqualTo("POST /api/v1/projects/default/doctor/lanes/mend");
    }
}
