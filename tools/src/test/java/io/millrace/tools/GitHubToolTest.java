package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.LookUp;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers are those of GitHub's reference, shortened to what is read. */
class GitHubToolTest {
    private static final String ISSUE = """
            {"id":1,"number":1347,"state":"open","title":"Found a bug","body":null,
             "html_url":"https://github.com/octocat/Hello-World/issues/1347","user":{"login":"octocat"},
             "labels":[{"id":208045946,"name":"bug"}],"assignees":[{"login":"octocat"}]}""";

    private Stage stage;
    private Connection token;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        token = stage.connection(
                "token", Map.of("base_url", stage.url("/api/v3")), Map.of("token", "github_pat_0123456789"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_issue_is_created() throws Exception {
        stage.answers(201, ISSUE);
        Map<?, ?> output = (Map<?, ?>) Objects.requireNonNull(stage.run(
                "github.create_issue",
                token,
                Map.of("owner", "octocat", "repo", "Hello-World", "title", "Found a bug")));
        assertThat(output.get("number")).isEqualTo(1347L);
        assertThat(output.get("labels")).isEqualTo(List.of("bug"));
        assertThat(output.get("body")).isEqualTo("");
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/api/v3/repos/octocat/Hello-World/issues");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(request.getHeaders().get("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(Stage.bodyOf(request)).isEqualTo("{\"title\":\"Found a bug\"}");
    }

    @Test
    void an_issue_is_changed_in_what_is_given_only() throws Exception {
        stage.answers(200, ISSUE);
        stage.run(
                "github.update_issue", token, Map.of("owner", "o", "repo", "r", "issue_number", 7L, "state", "closed"));
        RecordedRequest request = stage.request();
        assertThat(request.getMethod()).isEqualTo("PATCH");
        assertThat(request.getTarget()).isEqualTo("/api/v3/repos/o/r/issues/7");
        assertThat(Stage.bodyOf(request)).isEqualTo("{\"state\":\"closed\"}");
    }

    @Test
    void an_input_cannot_climb_out_of_the_path() throws Exception {
        stage.answers(200, ISSUE);
        stage.run("github.get_issue", token, Map.of("owner", "../../user?x=", "repo", "r#", "issue_number", 1L));
        assertThat(stage.request().getTarget()).isEqualTo("/api/v3/repos/..%2F..%2Fuser%3Fx%3D/r%23/issues/1");
        assertThatThrownBy(() ->
                        stage.run("github.get_issue", token, Map.of("owner", "..", "repo", "r", "issue_number", 1L)))
                .hasMessageContaining("dots");
    }

    @Test
    void a_file_is_written_with_its_folders_kept() throws Exception {
        stage.answers(201, """
                {"content":{"sha":"95b966ae1c166bd92f8ae7d1c313e738c731dfc3","html_url":"https://github.com/o/r/blob/main/a%20b/c.md"},"commit":{"sha":"7638417db6d59f3c431d3e1f261cc637155684cd"}}""");
        stage.run(
                "github.create_or_update_file",
                token,
                Map.of("owner", "o", "repo", "r", "path", "a b/c.md", "message", "m", "content", "Grüße"));
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/api/v3/repos/o/r/contents/a%20b/c.md");
        assertThat(Stage.bodyOf(request)).contains("\"content\":\"R3LDvMOfZQ==\"");
    }

    @Test
    void a_workflow_is_started() throws Exception {
        stage.answers(204, "");
        assertThat(stage.run(
                        "github.dispatch_workflow",
                        token,
                        Map.of(
                                "owner",
                                "o",
                                "repo",
                                "r",
                                "workflow_id",
                                "release.yml",
                                "ref",
                                "main",
                                "inputs",
                                Map.of("v", "1"))))
                .isEqualTo(Map.of("accepted", true));
        RecordedRequest request = stage.request();
        assertThat(request.getTarget()).endsWith("/actions/workflows/release.yml/dispatches");
        assertThat(Stage.bodyOf(request)).contains("\"ref\":\"main\"", "\"inputs\":{\"v\":\"1\"}");
    }

    @Test
    void the_hourly_limit_waits_until_the_reset() {
        stage.answers(
                403,
                "{\"message\":\"API rate limit exceeded for user ID 1.\"}",
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                String.valueOf(Stage.NOW.getEpochSecond() + 90));
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.RATE_LIMIT);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(90));
    }

    @Test
    void the_secondary_limit_waits_for_what_it_says_and_not_for_the_hourly_reset() {
        stage.answers(
                403,
                "{\"message\":\"You have exceeded a secondary rate limit.\"}",
                "Retry-After",
                "60",
                "X-RateLimit-Remaining",
                "4000",
                "X-RateLimit-Reset",
                String.valueOf(Stage.NOW.getEpochSecond() + 3000));
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.RATE_LIMIT);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(60));
    }

    @Test
    void a_fault_of_the_server_does_not_wait_for_the_rate_limit() {
        stage.answers(
                502,
                "{\"message\":\"Server Error\"}",
                "X-RateLimit-Remaining",
                "4000",
                "X-RateLimit-Reset",
                String.valueOf(Stage.NOW.getEpochSecond() + 3000));
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.SERVER_ERROR);
        assertThat(e.retryAfter()).isEmpty();
    }

    @Test
    void refusals_are_explained() {
        stage.answers(401, "{\"message\":\"Bad credentials\"}");
        assertThat(failure()).hasMessageContaining("Bad credentials").hasMessageContaining("reconnect");
        stage.answers(
                403,
                "{\"message\":\"Resource not accessible by personal access token\"}",
                "X-RateLimit-Remaining",
                "4000");
        assertThat(failure().errorClass()).isEqualTo(ErrorClass.AUTHORIZATION);
        stage.answers(404, "{\"message\":\"Not Found\"}");
        assertThat(failure()).hasMessageContaining("may see the repository");
        stage.answers(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Issue\",\"field\":\"title\",\"code\":\"missing_field\"}]}");
        ToolException e = failure();
        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(e).hasMessageContaining("missing_field");
    }

    @Test
    void an_answer_of_another_shape_is_not_repeated() {
        stage.answers(201, "{\"surprise\":true}");
        ToolException e = catchThrowableOfType(
                ToolException.class,
                () -> stage.run("github.create_issue", token, Map.of("owner", "o", "repo", "r", "title", "t")));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.INTERNAL);
        assertThat(e).hasMessageContaining("carried out");
    }

    private static final Map<String, Object> PULL_REQUEST =
            Map.of("owner", "octocat", "repo", "Hello-World", "title", "Docs", "head", "docs", "base", "main");

    @Test
    void a_pull_request_is_looked_up_by_its_branches_and_known_by_its_title() throws Exception {
        stage.answers(200, """
                [{"number":8,"title":"Docs","state":"open","html_url":"https://github.com/octocat/Hello-World/pull/8"}]""");
        assertThat(stage.lookUp("github.create_pull_request", token, PULL_REQUEST))
                .isEqualTo(LookUp.Answer.found(
                        Map.of("number", 8L, "url", "https://github.com/octocat/Hello-World/pull/8", "state", "open")));
        RecordedRequest request = stage.request();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/api/v3/repos/octocat/Hello-World/pulls");
        assertThat(request.getUrl().queryParameter("head")).isEqualTo("octocat:docs");
        assertThat(request.getUrl().queryParameter("base")).isEqualTo("main");
        assertThat(request.getUrl().queryParameter("state")).isEqualTo("open");

        stage.answers(200, "[{\"number\":9,\"title\":\"Another one\"}]").answers(200, "[]");
        assertThat(stage.lookUp("github.create_pull_request", token, PULL_REQUEST)
                        .found())
                .isFalse();
        assertThat(stage.lookUp("github.create_pull_request", token, PULL_REQUEST)
                        .found())
                .isFalse();
    }

    @Test
    void a_release_is_looked_up_by_its_tag_unless_it_is_a_draft() throws Exception {
        Map<String, Object> input = Map.of("owner", "o", "repo", "r", "tag_name", "v1.2.0");
        stage.answers(200, """
                {"id":1,"html_url":"https://github.com/o/r/releases/v1.2.0","tag_name":"v1.2.0","name":"First"}""");
        assertThat(stage.lookUp("github.create_release", token, input).output())
                .isEqualTo(Map.of("id", 1L, "url", "https://github.com/o/r/releases/v1.2.0", "tag_name", "v1.2.0"));
        assertThat(stage.request().getTarget()).isEqualTo("/api/v3/repos/o/r/releases/tags/v1.2.0");

        stage.answers(404, "{\"message\":\"Not Found\"}");
        assertThat(stage.lookUp("github.create_release", token, input).found()).isFalse();
        stage.answers(502, "{\"message\":\"Server Error\"}");
        ToolException down =
                catchThrowableOfType(ToolException.class, () -> stage.lookUp("github.create_release", token, input));
        assertThat(down.errorClass()).isEqualTo(ErrorClass.SERVER_ERROR);

        LookUp lookUp = Stage.catalogue().lookUp("github.create_release").orElseThrow();
        assertThat(lookUp.canTell(input)).isTrue();
        assertThat(lookUp.canTell(Map.of("owner", "o", "repo", "r", "tag_name", "v1", "draft", true)))
                .isFalse();
    }

    @Test
    void the_test_of_a_connection_names_who_answered() throws Exception {
        stage.answers(200, "{\"login\":\"octocat\"}");
        assertThat(stage.test("github", token)).isEqualTo("Signed in as octocat.");
    }

    private ToolException failure() {
        return catchThrowableOfType(
                ToolException.class,
                () -> stage.run("github.get_issue", token, Map.of("owner", "o", "repo", "r", "issue_number", 1L)));
    }
}
