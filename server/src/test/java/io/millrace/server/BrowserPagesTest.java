package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.route.FakeIdentity;
import io.millrace.server.route.Limits;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserPagesTest {
    @TempDir
    Path folder;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        Path ui = folder.resolve("ui");
        Files.createDirectories(ui.resolve("assets"));
        Files.writeString(ui.resolve("index.html"), "<!doctype html><base href=\"/\" /><title>Millrace</title>");
        Files.writeString(ui.resolve("icon.svg"), "<svg/>");
        Files.writeString(ui.resolve("assets/app-1a2b.js"), "plain");
        Files.writeString(ui.resolve("assets/app-1a2b.js.br"), "as brotli");
        Files.writeString(ui.resolve("assets/app-1a2b.js.gz"), "as gzip");
        Files.writeString(folder.resolve("secret.txt"), "s3cret");
        server = serving("https://millrace.example.com");
    }

    private RunningServer serving(String publicUrl) {
        return new RunningServer(
                RouteTable.builder().build(),
                Limits.DEFAULT,
                new FakeIdentity(),
                Optional.of(new BrowserPages(folder.resolve("ui"), URI.create(publicUrl))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) {
        return server.send(
                headers.length == 0 ? server.to(path) : server.to(path).headers(headers));
    }

    @Test
    void every_address_that_is_no_file_shows_the_page() {
        for (String path : new String[] {
            "/",
            "/workflows/order-routing",
            "/executions?status=failed",
            "/p/default/actions/http.request",
            "/p/default/actions/github.issue.create",
            "/p/default/tools/notes.v2",
            "/p/default/assets/a.js"
        }) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("<title>Millrace</title>");
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    @Test
    void below_a_path_every_address_of_the_page_begins_there() {
        assertThat(get("/").body()).contains("<base href=\"/\" />");
        server.close();
        server = serving("https://example.com/tools/millrace");

        for (String path : new String[] {"/", "/index.html", "/executions?status=failed"}) {
            HttpResponse<String> page = get(path, "Accept-Encoding", "br");
            assertThat(page.body()).as(path).contains("<base href=\"/tools/millrace/\" />", "<title>Millrace</title>");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        }
        assertThat(get("/assets/app-1a2b.js").body()).isEqualTo("plain");
    }

    @Test
    void the_page_may_load_only_what_this_server_has() {
        String policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy).contains("default-src 'none'", "script-src 'self';").doesNotContain("unsafe", "http", "*");
    }

    @Test
    void assets_are_kept_for_ever() {
        assertThat(get("/assets/app-1a2b.js").headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(get("/icon.svg").headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void what_was_compressed_before_is_sent_to_those_who_take_it() {
        assertThat(get("/assets/app-1a2b.js").body()).isEqualTo("plain");
        HttpResponse<String> brotli = get("/assets/app-1a2b.js", "Accept-Encoding", "gzip, deflate, br");
        assertThat(brotli.body()).isEqualTo("as brotli");
        assertThat(brotli.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(get("/assets/app-1a2b.js", "Accept-Encoding", "gzip").body()).isEqualTo("as gzip");
    }

    @Test
    void an_unchanged_page_is_not_sent_again() {
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void what_the_server_itself_has_not_is_an_error_and_no_page() {
        for (String path : new String[] {
            "/api/v1/nothing",
            "/hooks/default",
            "/docs",
            "/assets/gone-1.js",
            "/assets/fonts/gone",
            "/x.png",
            "/API/v1/projects",
            "/Api/V1/openapi.json",
            "/HOOKS/default/orders",
            "/Metrics",
            "/%41pi/v1/projects"
        }) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"not_found\"");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(server.send(server.to("/workflows").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothing_outside_the_folder_is_served() {
        for (String path : new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.body()).as(path).doesNotContain("s3cret");
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
        }
    }
}
