package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.access.Bootstrap;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_set_gives_the_defaults() {
        assertThat(defaults())
                .isEqualTo(new Settings(
                        new Settings.Server("127.0.0.1", 8080, Optional.empty(), false),
                        Path.of("data").toAbsolutePath(),
                        Sensitive.of("sqlite"),
                        new Settings.Egress(List.of(), Optional.empty()),
                        new Settings.Tools(Optional.empty()),
                        new Settings.Blobs(Optional.empty(), 64 << 10, Optional.empty(), Optional.empty()),
                        new Settings.Retention(30),
                        new Settings.Engine(256, 256, 4 << 20, Duration.ofSeconds(20)),
                        new Settings.Log(Settings.LogFormat.JSON, Settings.LogLevel.INFO),
                        new Settings.Metrics(Optional.empty()),
                        Optional.empty(),
                        new Bootstrap(Optional.empty(), Optional.empty())));
    }

    @Test
    void an_option_wins_over_the_environment_and_that_over_the_file() {
        Path file = write("""
                server:
                  host: 10.0.0.1
                  port: 1
                engine:
                  slots: 7
                """);
        Settings settings = new Configuration(
                        Map.of("server.port", "3"),
                        Map.of("MILLRACE_SERVER_PORT", "2", "MILLRACE_SERVER_HOST", "10.0.0.2", "HOME", "/root"),
                        Optional.of(file))
                .read();
        assertThat(settings.server().port()).isEqualTo(3);
        assertThat(settings.server().host()).isEqualTo("10.0.0.2");
        assertThat(settings.engine().slots()).isEqualTo(7);
        assertThat(settings.retention().days()).isEqualTo(30);
    }

    @Test
    void a_list_may_be_a_list_in_the_file_or_separated_by_commas_elsewhere() {
        Path file = write("egress: { allow: [10.1.0.0/16, 'intranet.example.com:8443'] }");
        assertThat(fromFile(file).egress().allow()).containsExactly("10.1.0.0/16", "intranet.example.com:8443");
        assertThat(fromEnvironment("MILLRACE_EGRESS_ALLOW", "10.1.0.0/16, fd00::/8")
                        .egress()
                        .allow())
                .containsExactly("10.1.0.0/16", "fd00::/8");
        assertThat(new Configuration(Map.of(), Map.of("MILLRACE_EGRESS_ALLOW", ""), Optional.of(file))
                        .read()
                        .egress()
                        .allow())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.host       | http://localhost | not a host name",
                "server.host       | ''               | must not be empty",
                "server.port       | 65536            | whole number from 0 to 65535",
                "server.port       | 80a              | whole number from 0 to 65535",
                "server.public_url | example.com      | https://millrace.example.com",
                "server.public_url | https://a.b/pa?th | https://example.com/millrace",
                "server.public_url | https://a.b/a/../b | https://example.com/millrace",
                "server.public_url | http:x            | https://example.com/millrace",
                "server.behind_proxy | yes            | neither true nor false",
                "database          | mysql://h/d      | postgresql://user:password@host:5432/name",
                "egress.allow      | *.example.com    | not a network (10.1.0.0/16)",
                "egress.allow      | 10.0.0.0/8,      | egress.allow holds",
                "egress.trust_file | /no/such/file    | There is no file /no/such/file",
                "tools.folder      | /no/such/folder  | There is no folder /no/such/folder",
                "retention.days    | 0                | whole number from 1 to 3650",
                "engine.slots      | 0                | whole number from 1 to 10000",
                "engine.stop_timeout | 20s            | Twenty seconds are PT20S",
                "engine.stop_timeout | PT2H           | from PT0S to PT1H",
                "log.format        | jsn              | Did you mean 'json'?",
                "log.level         | verbose          | none of trace, debug, info, warn, error",
                "metrics.token     | short            | 16 to 200 ASCII characters",
            })
    void a_bad_value_stops_with_the_key_and_what_would_be_right(String key, String value, String saying) {
        Problem problem = onlyProblem(new Configuration(Map.of(key, value), Map.of(), Optional.empty()));
        assertThat(problem.path()).isEqualTo(key);
        assertThat(problem.message()).contains(saying).contains("command line");
    }

    @Test
    void every_problem_is_told_at_once() {
        MillraceException refused = refused(new Configuration(
                Map.of("log.level", "loud"), Map.of("MILLRACE_SERVER_PORT", "-1"), Optional.of(write("sever: {}"))));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("log.level", "server.port", "sever");
    }

    @Test
    void an_unknown_key_of_the_file_is_named_with_its_place_and_its_neighbour() {
        Path file = write("""
                server:
                  prot: 80
                """);
        Problem problem = onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(file)));
        assertThat(problem.path()).isEqualTo("server.prot");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.message()).contains("Did you mean 'server.port'?").contains(file.toString());
    }

    @Test
    void an_unknown_variable_is_named_with_its_neighbour() {
        Problem problem = onlyProblem(environment("MILLRACE_SERVER_PROT", "80"));
        assertThat(problem.path()).isEqualTo("MILLRACE_SERVER_PROT");
        assertThat(problem.message()).contains("Did you mean 'MILLRACE_SERVER_PORT'?");
    }

    @Test
    void an_unknown_option_is_named_with_its_neighbour() {
        Problem problem = onlyProblem(new Configuration(Map.of("engine.slot", "1"), Map.of(), Optional.empty()));
        assertThat(problem.message()).contains("Did you mean 'engine.slots'?");
    }

    @Test
    void what_client_commands_read_may_be_set_beside_a_server() {
        assertThat(new Configuration(
                                Map.of(),
                                Map.of("MILLRACE_URL", "http://x", "MILLRACE_TOKEN", "mr_x", "MILLRACE_PROJECT", "p"),
                                Optional.empty())
                        .read())
                .isEqualTo(defaults());
    }

    @Test
    void a_section_is_no_key_and_a_key_is_no_section() {
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(write("server: 80"))))
                        .message())
                .contains("This is a section");
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(write("data: { folder: x }"))))
                        .message())
                .contains("'data' takes a single value");
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(write("data: [a, b]"))))
                        .message())
                .contains("single value, not a list");
    }

    @Test
    void a_file_of_comments_and_empty_sections_changes_nothing() {
        assertThat(fromFile(write("# server:\n"))).isEqualTo(defaults());
        assertThat(fromFile(write("server:\n  # port: 80\n"))).isEqualTo(defaults());
    }

    @Test
    void a_missing_or_broken_file_stops_the_start() {
        Path missing = folder.resolve("missing.yaml");
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(missing)))
                        .message())
                .contains("There is no file " + missing);
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(write("server: [80"))))
                        .message())
                .contains("This is not valid YAML");
        assertThat(onlyProblem(new Configuration(Map.of(), Map.of(), Optional.of(write("just a text"))))
                        .message())
                .contains("keys and values");
    }

    @Test
    void a_public_address_is_kept_without_its_last_slash() {
        assertThat(fromEnvironment("MILLRACE_SERVER_PUBLIC_URL", "https://millrace.example.com:8443/")
                        .server()
                        .publicUrl())
                .contains(URI.create("https://millrace.example.com:8443"));
        assertThat(fromEnvironment("MILLRACE_SERVER_PUBLIC_URL", "https://example.com/tools/millrace/")
                        .server()
                        .publicUrl())
                .contains(URI.create("https://example.com/tools/millrace"));
    }

    @Test
    void secrets_are_read_and_never_shown() {
        Settings settings = new Configuration(
                        Map.of(),
                        Map.of(
                                "MILLRACE_DATABASE", "postgresql://millrace:s3cret-a@db.example.com/millrace",
                                "MILLRACE_METRICS_TOKEN", "s3cret-b-0123456789",
                                "MILLRACE_MASTER_KEY", "s3cret-c",
                                "MILLRACE_BOOTSTRAP_EMAIL", "ada@example.com",
                                "MILLRACE_BOOTSTRAP_PASSWORD", "s3cret-d",
                                "MILLRACE_BOOTSTRAP_TOKEN", "s3cret-e"),
                        Optional.empty())
                .read();
        assertThat(settings.database().reveal()).contains("s3cret-a");
        assertThat(settings.masterKey()).contains(Sensitive.of("s3cret-c"));
        assertThat(settings.bootstrap().owner())
                .contains(new Bootstrap.Owner("ada@example.com", Sensitive.of("s3cret-d")));
        assertThat(settings.bootstrap().token()).contains(Sensitive.of("s3cret-e"));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_bad_secret_is_not_repeated() {
        assertThat(refused(environment("MILLRACE_DATABASE", "mysql://u:s3cret@h/d")))
                .asString()
                .doesNotContain("s3cret");
        assertThat(onlyProblem(environment("MILLRACE_DATABASE", "mysql://u:s3cret@h/d"))
                        .message())
                .doesNotContain("s3cret");
        assertThat(onlyProblem(environment("MILLRACE_METRICS_TOKEN", "s3cret")).message())
                .doesNotContain("s3cret");
    }

    @Test
    void the_first_user_needs_an_address_and_a_password() {
        assertThat(onlyProblem(environment("MILLRACE_BOOTSTRAP_EMAIL", "ada@example.com"))
                        .path())
                .isEqualTo("MILLRACE_BOOTSTRAP_PASSWORD");
        assertThat(onlyProblem(environment("MILLRACE_BOOTSTRAP_PASSWORD", "long enough it is"))
                        .path())
                .isEqualTo("MILLRACE_BOOTSTRAP_EMAIL");
    }

    private Path write(String yaml) {
        try {
            return Files.writeString(folder.resolve("millrace.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings fromFile(Path file) {
        return new Configuration(Map.of(), Map.of(), Optional.of(file)).read();
    }

    private static Configuration environment(String variable, String value) {
        return new Configuration(Map.of(), Map.of(variable, value), Optional.empty());
    }

    private static Settings fromEnvironment(String variable, String value) {
        return environment(variable, value).read();
    }

    private static MillraceException refused(Configuration configuration) {
        return catchThrowableOfType(MillraceException.class, configuration::read);
    }

    private static Problem onlyProblem(Configuration configuration) {
        MillraceException refused = refused(configuration);
        assertThat(refused.problems()).hasSize(1);
        return refused.problems().getFirst();
    }

    static Settings defaults() {
        return new Configuration(Map.of(), Map.of(), Optional.empty()).read();
    }

    @Test
    void a_bucket_needs_its_keys_and_takes_the_credentials_of_the_environment() {
        Path file = write("""
                blobs:
                  kind: s3
                  s3: { endpoint: "https://s3.example.com", bucket: values }
                """);
        assertThatThrownBy(() -> new Configuration(Map.of(), Map.of(), Optional.of(file)).read())
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactly("blobs.s3.access_key", "blobs.s3.secret_key"));

        Settings settings = new Configuration(
                        Map.of(),
                        Map.of(
                                "AWS_ACCESS_KEY_ID",
                                "AKID",
                                "AWS_SECRET_ACCESS_KEY",
                                "hush",
                                "AWS_SESSION_TOKEN",
                                "for-now"),
                        Optional.of(file))
                .read();
        Settings.Bucket bucket = settings.blobs().bucket().orElseThrow();
        assertThat(bucket.accessKey()).isEqualTo("AKID");
        assertThat(bucket.prefix()).isEqualTo("millrace/");
        assertThat(bucket.sessionToken()).isPresent();
        assertThat(settings.toString()).doesNotContain("hush").doesNotContain("for-now");
    }

    @Test
    void the_bucket_is_not_asked_for_where_values_are_kept_elsewhere() {
        Settings settings = new Configuration(
                        Map.of("blobs.kind", "database", "blobs.threshold", "4096"), Map.of(), Optional.empty())
                .read();

        assertThat(settings.blobs().kind()).contains(Settings.BlobKind.DATABASE);
        assertThat(settings.blobs().threshold()).isEqualTo(4_096);
        assertThat(settings.blobs().bucket()).isEmpty();
    }

    @Test
    void places_for_large_values_that_cannot_be_are_told_with_their_keys() {
        Map<String, String> wrong = Map.of(
                "blobs.kind", "bucket",
                "blobs.threshold", "10",
                "blobs.s3.bucket", "A bucket",
                "blobs.s3.endpoint", "s3.example.com",
                "blobs.s3.prefix", "../up");
        assertThatThrownBy(() -> new Configuration(wrong, Map.of(), Optional.empty()).read())
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactlyInAnyOrderElementsOf(wrong.keySet()));
    }
}
