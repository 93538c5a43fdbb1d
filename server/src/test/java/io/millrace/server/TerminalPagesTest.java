package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.route.FakeIdentity;
import io.millrace.server.route.Limits;
import io.millrace.server.route.RouteTable;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalPagesTest {
    private final RunningServer server = new RunningServer(
            RouteTable.builder().build(),
            Limits.DEFAULT,
            new FakeIdentity(),
            Optional.of(new TerminalPages(URI.create("https://millrace.example.com/"))));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_start_page_leads_to_the_command_line() {
        HttpResponse<String> page = server.send(server.to("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(page.body()).contains("millrace setup", "https://millrace.example.com/api/v1/openapi.json");
    }

    @Test
    void the_set_up_page_gives_the_command_to_paste() {
        assertThat(server.send(server.to("/setup?token=aB3_-x")).body())
                .contains("    millrace setup 'https://millrace.example.com/setup?token=aB3_-x'\n");
    }

    @Test
    void what_is_no_token_is_not_repeated() {
        HttpResponse<String> page = server.send(server.to("/setup?token=%27;reboot;%27&x=%3Cscript%3E"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("token=...'").doesNotContain("reboot", "script");
    }

    @Test
    void everything_else_is_still_not_found() {
        assertThat(server.send(server.to("/elsewhere")).statusCode()).isEqualTo(404);
        assertThat(server.send(server.to("/setup").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }
}
