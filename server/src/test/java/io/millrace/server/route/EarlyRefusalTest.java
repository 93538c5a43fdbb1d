package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.access.Permission;
import io.millrace.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyRefusalTest {
    private static final RouteTable TABLE = RouteTable.builder()
            .api(List.of(Route.post("/things")
                    .needs(Permission.WORKFLOW_EDIT)
                    .takesBytes()
                    .by("Take bytes", call -> Reply.nothing())))
            .build();

    @Test
    void a_refusal_before_the_body_has_come_says_that_the_connection_ends() {
        try (RunningServer server = new RunningServer(TABLE)) {
            String answer = server.raw("POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @Test
    void a_refusal_after_the_body_has_come_keeps_the_connection() {
        try (RunningServer server = new RunningServer(TABLE)) {
            String refused = "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
            String last = "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

            assertThat(server.raw(refused + last).split("HTTP/1.1 401", -1)).hasSize(3);
        }
    }
}
