package io.millrace.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import io.millrace.server.RunningServer;
import io.millrace.server.route.Limits;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String SET_UP =
            "{\"token\":\"set-up-token\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
    private static final String SIGN_IN = "{\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";

    @TempDir
    Path folder;

    private House house;
    private RunningServer server;

    @BeforeEach
    void start() {
        house = new House(folder);
        server = new RunningServer(house.table(), Limits.DEFAULT, new AccessIdentity(house.services.access()));
    }

    @AfterEach
    void stop() {
        server.close();
        house.close();
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(
                server.to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static Map<String, Object> json(HttpResponse<String> response) {
        return Json.readObject(response.body());
    }

    /** The requests of a browser that has signed in. */
    private HttpRequest.Builder browser(HttpResponse<String> signedIn, String path) {
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return server.to(path)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", String.valueOf(json(signedIn).get("csrf_token")));
    }

    @Test
    void the_set_up_link_makes_the_owner_once_and_signs_in() {
        assertThat(json(server.send(server.to("/api/v1/setup")))).containsEntry("pending", true);
        assertThat(post("/api/v1/setup", SET_UP.replace("set-up-token", "guess"))
                        .statusCode())
                .isEqualTo(403);

        HttpResponse<String> done = post("/api/v1/setup", SET_UP);

        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        assertThat(done.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
        assertThat(json(done)).containsEntry("role", "owner");
        assertThat(post("/api/v1/setup", SET_UP).statusCode()).isEqualTo(409);
        assertThat(json(server.send(server.to("/api/v1/setup")))).containsEntry("pending", false);
    }

    @Test
    void a_session_says_who_it_is_until_it_is_ended() {
        post("/api/v1/setup", SET_UP);
        HttpResponse<String> signedIn = post("/api/v1/session", SIGN_IN);
        assertThat(signedIn.statusCode()).isEqualTo(201);

        assertThat(json(server.send(browser(signedIn, "/api/v1/session"))))
                .containsEntry("name", "ada@example.com")
                .containsEntry("csrf_token", json(signedIn).get("csrf_token"));
        assertThat(server.send(browser(signedIn, "/api/v1/session").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(server.send(browser(signedIn, "/api/v1/session")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_wrong_password_is_refused_and_guessing_is_slowed_down() {
        post("/api/v1/setup", SET_UP);
        String wrong = SIGN_IN.replace("correct", "wrong");

        assertThat(post("/api/v1/session", wrong).statusCode()).isEqualTo(401);
        HttpResponse<String> last = post("/api/v1/session", wrong);
        for (int i = 0; i < 20 && last.statusCode() == 401; i++) {
            last = post("/api/v1/session", wrong);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_token_works_until_it_is_revoked() {
        HttpResponse<String> owner = post("/api/v1/setup", SET_UP);
        HttpResponse<String> made = server.send(browser(owner, "/api/v1/tokens")
                .POST(BodyPublishers.ofString("{\"name\":\"ci\",\"role\":\"operator\"}")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String secret = String.valueOf(json(made).get("secret"));
        HttpRequest.Builder whoAmI = server.to("/api/v1/session").header("Authorization", "Bearer " + secret);

        assertThat(json(server.send(whoAmI.copy())))
                .containsEntry("role", "operator")
                .containsEntry("csrf_token", null);
        assertThat(server.send(browser(owner, "/api/v1/tokens")).body()).doesNotContain(secret);
        assertThat(server.send(browser(owner, "/api/v1/tokens/" + json(made).get("id"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send(whoAmI.copy()).statusCode()).isEqualTo(401);
    }

    @Test
    void a_new_password_ends_the_sessions() {
        HttpResponse<String> owner = post("/api/v1/setup", SET_UP);

        HttpResponse<String> changed = server.send(browser(owner, "/api/v1/session/password")
                .PUT(BodyPublishers.ofString(
                        "{\"present\":\"correct horse battery\",\"next\":\"another horse battery\"}")));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertThat(server.send(browser(owner, "/api/v1/session")).statusCode()).isEqualTo(401);
        assertThat(post("/api/v1/session", SIGN_IN.replace("correct", "another"))
                        .statusCode())
                .isEqualTo(201);
    }
}
