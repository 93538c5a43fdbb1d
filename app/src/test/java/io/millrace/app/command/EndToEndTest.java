package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.Millrace;
import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndToEndTest {
    private static final String TOKEN = "mr_0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir
    private Path folder;

    @Test
    void a_workflow_goes_from_a_file_to_a_caught_request() throws IOException {
        try (Millrace millrace = Millrace.start(settings())) {
            String file = write("box.yaml", """
                    id: box
                    action: http.request
                    input:
                      method: POST
                      url: "{{ project.catcher }}box"
                      body: { hello: "{{ event.data.name }}" }
                    """);
            assertThat(typed(millrace, "workflow", "validate", file).exitCode()).isEqualTo(Exit.DONE);
            assertThat(typed(millrace, "workflow", "apply", "--publish", file).outLines())
                    .containsExactly("box: published version 1");
            assertThat(typed(millrace, "workflow", "list").out())
                    .contains("box")
                    .contains("version 1, enabled");

            Typed run = typed(millrace, "workflow", "run", "box", "--data", "{\"name\": \"Ada\"}", "--wait", "PT20S");
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(Exit.DONE);
            String execution = run.out().split(" ", 2)[0];
            assertThat(typed(millrace, "catch", "show", "box").out()).contains("{\"hello\":\"Ada\"}");
            assertThat(typed(millrace, "catch", "show").outLines().getLast()).startsWith("box");

            Typed followed = typed(millrace, "execution", "follow", execution);
            assertThat(followed.exitCode()).isEqualTo(Exit.DONE);
            assertThat(followed.outLines().getLast()).endsWith(execution + ": succeeded");
            assertThat(typed(millrace, "execution", "get", execution).out()).contains("http.request");
            assertThat(typed(millrace, "execution", "list", "--workflow", "box", "--status", "succeeded")
                            .out())
                    .contains(execution);
            assertThat(typed(millrace, "execution", "cancel", execution).exitCode())
                    .isEqualTo(Exit.FAILED);
        }
    }

    @Test
    void a_failing_workflow_and_a_bad_file_exit_with_1() throws IOException {
        try (Millrace millrace = Millrace.start(settings())) {
            String bad = write("bad.yaml", "id: bad\naction: nothing.at_all\n");
            Typed invalid = typed(millrace, "workflow", "validate", bad);
            assertThat(invalid.exitCode()).isEqualTo(Exit.FAILED);
            assertThat(invalid.err()).contains("bad.yaml:2:");
            assertThat(typed(millrace, "workflow", "apply", "--publish", bad).exitCode())
                    .isEqualTo(Exit.FAILED);

            String failing = write("failing.yaml", """
                    id: failing
                    action: http.request
                    input: { method: GET, url: "http://10.0.0.1/" }
                    """);
            assertThat(typed(millrace, "workflow", "apply", "--publish", failing)
                            .exitCode())
                    .isEqualTo(Exit.DONE);
            Typed run = typed(millrace, "workflow", "run", "failing", "--wait", "PT20S");
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(Exit.FAILED);
            assertThat(run.out()).contains("failed").contains("10.0.0.1");
            assertThat(typed(millrace, "workflow", "get", "missing").exitCode()).isEqualTo(Exit.NOT_FOUND);
        }
    }

    @Test
    void a_new_token_works_and_a_viewer_may_not_edit() throws IOException {
        try (Millrace millrace = Millrace.start(settings())) {
            Typed created = typed(millrace, "token", "create", "ci", "--role", "viewer");
            assertThat(created.exitCode()).as(created.toString()).isEqualTo(Exit.DONE);
            Map<String, String> viewer = Map.of(
                    "MILLRACE_URL",
                    millrace.url().toString(),
                    "MILLRACE_TOKEN",
                    created.out().strip());
            assertThat(Typed.in(viewer, "", "workflow", "list").exitCode()).isEqualTo(Exit.DONE);
            assertThat(Typed.in(viewer, "id: x\naction: http.request\n", "workflow", "apply", "-")
                            .exitCode())
                    .isEqualTo(Exit.NOT_ALLOWED);
            Map<String, String> wrong =
                    Map.of("MILLRACE_URL", millrace.url().toString(), "MILLRACE_TOKEN", TOKEN + "x");
            assertThat(Typed.in(wrong, "", "connection", "list").exitCode()).isEqualTo(Exit.NOT_ALLOWED);
        }
    }

    @Test
    void a_password_is_reset_on_the_machine_while_the_server_is_stopped() {
        try (Millrace millrace = Millrace.start(settings())) {
            Typed refused = resetPassword();
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(Exit.CONFIGURATION);
            assertThat(refused.err()).contains(folder.toString());
            assertThat(millrace.url()).isNotNull();
        }
        Typed reset = resetPassword();
        assertThat(reset.exitCode()).as(reset.toString()).isEqualTo(Exit.DONE);
        assertThat(reset.err()).doesNotContain("another long password");
    }

    @Test
    void the_master_key_is_changed_on_the_machine_while_the_server_is_stopped() throws IOException {
        Map<String, String> data = Map.of("MILLRACE_DATA", folder.toString());
        try (Millrace millrace = Millrace.start(settings())) {
            Typed refused = Typed.in(data, "", "key", "rotate");
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(Exit.CONFIGURATION);
            assertThat(millrace.url()).isNotNull();
        }
        String old = Files.readString(folder.resolve("master.key"));

        Typed rotated = Typed.in(data, "", "key", "rotate");

        String next = Files.readString(folder.resolve("master.key"));
        assertThat(rotated.exitCode()).as(rotated.toString()).isEqualTo(Exit.DONE);
        assertThat(rotated.err()).contains("master.key").doesNotContain(next.strip());
        assertThat(next).isNotEqualTo(old);
        try (Millrace millrace = Millrace.start(settings())) {
            assertThat(typed(millrace, "workflow", "list").exitCode()).isEqualTo(Exit.DONE);
        }
        assertThat(Typed.in(data, old, "key", "rotate", "--new-key-stdin").exitCode())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    void a_master_key_that_is_kept_elsewhere_is_changed_by_giving_the_next() {
        String old = Base64.getEncoder().encodeToString(new byte[32]);
        String next = "B" + old.substring(1);
        Map<String, String> environment = Map.of("MILLRACE_DATA", folder.toString(), "MILLRACE_MASTER_KEY", old);

        assertThat(Typed.in(environment, next, "key", "rotate").exitCode()).isEqualTo(Exit.USAGE);
        Typed unusable = Typed.in(environment, "short", "key", "rotate", "--new-key-stdin");
        assertThat(unusable.exitCode()).as(unusable.toString()).isEqualTo(Exit.CONFIGURATION);
        Typed rotated = Typed.in(environment, next + "\n", "key", "rotate", "--new-key-stdin");
        assertThat(rotated.exitCode()).as(rotated.toString()).isEqualTo(Exit.DONE);
        assertThat(rotated.err()).contains("MILLRACE_MASTER_KEY").doesNotContain(next);

        Typed again = Typed.in(environment, next, "key", "rotate", "--new-key-stdin");
        assertThat(again.exitCode()).as(again.toString()).isEqualTo(Exit.CONFIGURATION);
        assertThat(again.err()).contains("does not match").doesNotContain(old);
    }

    private Typed resetPassword() {
        return Typed.in(
                Map.of("MILLRACE_DATA", folder.toString()),
                "another long password\n",
                "user",
                "reset-password",
                "ada@example.com",
                "--password-stdin");
    }

    private Settings settings() {
        Map<String, String> environment = Map.of(
                "MILLRACE_DATA", folder.toString(),
                "MILLRACE_SERVER_PORT", "0",
                "MILLRACE_BOOTSTRAP_EMAIL", "ada@example.com",
                "MILLRACE_BOOTSTRAP_PASSWORD", "a long enough password",
                "MILLRACE_BOOTSTRAP_TOKEN", TOKEN);
        return new Configuration(Map.of(), environment, Optional.empty()).read();
    }

    private static Typed typed(Millrace millrace, String... arguments) {
        return Typed.in(Map.of("MILLRACE_URL", millrace.url().toString(), "MILLRACE_TOKEN", TOKEN), "", arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
