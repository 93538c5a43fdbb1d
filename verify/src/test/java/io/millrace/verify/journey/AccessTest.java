package io.millrace.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;

/** Coming in: the set-up link, sessions, tokens, roles, and what keeps others out. */
class AccessTest extends Journey {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "a long enough pass phrase";

    /** Attempts to sign in are counted per address, so these must not be shared with other journeys. */
    @Override
    Installation installation(Installations installations) {
        return installations.plan(store).start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        installation.close();
    }

    @Override
    void prepare() {
        installation
                .owner()
                .post("/api/v1/users", Map.of("email", EMAIL, "password", PASSWORD, "role", "owner"))
                .expect(201);
    }

    /** A browser that has signed in: the answer, and a client with its cookie. */
    private record Browser(Answer signedIn, Client client) {
        String csrf() {
            return signedIn.text("/csrf_token");
        }

        Client withCsrf() {
            return client.with(Map.of("Cookie", cookie(signedIn), "X-CSRF-Token", csrf()));
        }
    }

    private Browser signIn(String email, String password) {
        Answer signedIn = installation
                .anonymous()
                .post("/api/v1/session", Map.of("email", email, "password", password))
                .expect(201);
        return new Browser(signedIn, installation.anonymous().with(Map.of("Cookie", cookie(signedIn))));
    }

    private static String cookie(Answer signedIn) {
        return signedIn.header("set-cookie").split(";", 2)[0];
    }

    @Test
    void a_session_reads_freely_and_changes_only_with_its_token_and_from_its_own_site() {
        Browser browser = signIn(EMAIL, PASSWORD);

        assertThat(browser.signedIn().header("set-cookie"))
                .startsWith("millrace_session=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
        Answer who = browser.client().get("/api/v1/session").expect(200);
        assertThat(who.text("/name")).isEqualTo(EMAIL);
        assertThat(who.text("/role")).isEqualTo("owner");
        assertThat(who.text("/csrf_token")).isEqualTo(browser.csrf());
        Map<String, String> body = Map.of("id", "by-browser", "name", "By a browser");
        browser.client().post("/api/v1/projects", body).problem(403, "forbidden");
        browser.client()
                .ask("POST", "/api/v1/projects")
                .header("X-CSRF-Token", "made up")
                .json(body)
                .send()
                .problem(403, "forbidden");
        browser.withCsrf()
                .ask("POST", "/api/v1/projects")
                .header("Origin", "https://evil.example.com")
                .json(body)
                .send()
                .problem(403, "forbidden");
        browser.withCsrf()
                .ask("POST", "/api/v1/projects")
                .header("Sec-Fetch-Site", "cross-site")
                .json(body)
                .send()
                .problem(403, "forbidden");
        browser.withCsrf()
                .ask("POST", "/api/v1/projects")
                .header("Origin", installation.url().toString())
                .json(body)
                .send()
                .expect(201);

        browser.withCsrf().delete("/api/v1/session").expect(204);
        browser.client().get("/api/v1/session").problem(401, "unauthenticated");
    }

    @Test
    void guessing_passwords_is_slowed_down() {
        installation
                .owner()
                .post("/api/v1/users", Map.of("email", "grace@example.com", "password", PASSWORD, "role", "viewer"))
                .expect(201);
        Map<String, String> guess = Map.of("email", "grace@example.com", "password", "is it this one, then?");
        for (int i = 1; i <= 5; i++) {
            installation.anonymous().post("/api/v1/session", guess).problem(401, "unauthenticated");
        }

        Answer slowed = installation.anonymous().post("/api/v1/session", guess).problem(429, "too_many_requests");
        Answer right = installation
                .anonymous()
                .post("/api/v1/session", Map.of("email", "grace@example.com", "password", PASSWORD));

        assertThat(Integer.parseInt(slowed.header("retry-after"))).isPositive();
        right.problem(429, "too_many_requests");
        signIn(EMAIL, PASSWORD);
        Answer nobody = installation
                .anonymous()
                .post("/api/v1/session", Map.of("email", "nobody@example.com", "password", PASSWORD))
                .problem(401, "unauthenticated");
        assertThat(nobody.text("/detail"))
                .as("nothing is told about who exists")
                .doesNotContain("nobody@");
    }

    @Test
    void a_new_password_ends_the_sessions_and_a_weak_one_is_refused() {
        installation
                .owner()
                .post("/api/v1/users", Map.of("email", "joan@example.com", "password", PASSWORD, "role", "viewer"))
                .expect(201);
        Browser browser = signIn("joan@example.com", PASSWORD);
        String next = "another long pass phrase";

        browser.withCsrf()
                .put("/api/v1/session/password", Map.of("present", "not this one at all", "next", next))
                .expect(401);
        browser.withCsrf()
                .put("/api/v1/session/password", Map.of("present", PASSWORD, "next", "short"))
                .problem(422, "input_invalid");
        browser.withCsrf()
                .put("/api/v1/session/password", Map.of("present", PASSWORD, "next", next))
                .expect(204);

        browser.client().get("/api/v1/session").problem(401, "unauthenticated");
        signIn("joan@example.com", next);
    }

    @Test
    void a_token_is_shown_once_may_what_its_role_may_and_can_be_revoked() {
        Answer made = installation
                .owner()
                .post("/api/v1/tokens", Map.of("name", "for the build", "role", "viewer"))
                .expect(201);
        Client viewer = installation.anonymous().withToken(made.text("/secret"));

        assertThat(made.text("/secret")).startsWith("mr_");
        assertThat(viewer.get("/api/v1/session").expect(200).text("/role")).isEqualTo("viewer");
        Answer listed = installation.owner().get("/api/v1/tokens").expect(200);
        assertThat(listed.items("name")).contains("for the build");
        assertThat(listed.text()).doesNotContain(made.text("/secret"));
        installation.owner().delete("/api/v1/tokens/" + made.text("/id")).expect(204);
        viewer.get("/api/v1/session").problem(401, "unauthenticated");
        installation
                .owner()
                .post("/api/v1/tokens", Map.of("name", "old", "role", "viewer", "expires_at", "2020-01-01T00:00:00Z"))
                .expect(422);
    }

    @Test
    void people_are_listed_without_their_passwords_and_can_be_sent_away() {
        Client owner = installation.owner();
        Map<String, String> mary = Map.of("email", "mary@example.com", "password", PASSWORD, "role", "editor");
        Answer made = owner.post("/api/v1/users", mary).expect(201);
        Browser browser = signIn("mary@example.com", PASSWORD);

        owner.post("/api/v1/users", mary).problem(409, "conflict");
        owner.post("/api/v1/users", Map.of("email", "no address", "password", PASSWORD, "role", "editor"))
                .problem(422, "input_invalid");
        Answer listed = owner.get("/api/v1/users").expect(200);
        assertThat(listed.items("email")).contains(EMAIL, "mary@example.com");
        assertThat(listed.text()).doesNotContain("argon2", PASSWORD);
        owner.delete("/api/v1/users/" + made.text("/id")).expect(204);
        browser.client().get("/api/v1/session").problem(401, "unauthenticated");
        installation
                .anonymous()
                .post("/api/v1/session", Map.of("email", "mary@example.com", "password", PASSWORD))
                .problem(401, "unauthenticated");
    }

    @Test
    void each_role_may_what_the_ones_before_may_and_more() {
        project.publish("id: roles\nsteps: [{ id: one, transform: 1 }]\n");
        Project viewer = project.as(installation.as("viewer"));
        Project operator = project.as(installation.as("operator"));
        Project editor = project.as(installation.as("editor"));
        Project nobody = project.as(installation.anonymous());

        nobody.get("/workflows").problem(401, "unauthenticated");
        viewer.get("/workflows").expect(200);
        viewer.post("/workflows/roles/executions", Map.of()).problem(403, "forbidden");
        operator.post("/workflows/roles/executions", Map.of()).expect(202);
        operator.draft("roles", "id: roles\nsteps: []\n").problem(403, "forbidden");
        editor.draft("roles", "id: roles\nsteps: [{ id: one, transform: 2 }]\n").expect(200);
        for (Project each : List.of(viewer, operator, editor)) {
            each.client().get("/api/v1/tokens").problem(403, "forbidden");
            each.client()
                    .post("/api/v1/tokens", Map.of("name", "mine", "role", "owner"))
                    .problem(403, "forbidden");
            each.client()
                    .post("/api/v1/projects", Map.of("id", "mine", "name", "Mine"))
                    .problem(403, "forbidden");
        }
        assertThat(viewer.post("/workflows/roles/executions", Map.of()).text("/detail"))
                .contains("viewer");
    }

    @Test
    void whoever_shows_no_valid_proof_is_nobody() {
        for (String authorization : List.of("Bearer mr_made_up", "Bearer ", "Basic YTpi", "mr_x")) {
            Answer refused = installation
                    .anonymous()
                    .ask("GET", "/api/v1/projects")
                    .header("Authorization", authorization)
                    .send()
                    .problem(401, "unauthenticated");
            assertThat(refused.header("www-authenticate")).startsWith("Bearer");
        }
        installation
                .anonymous()
                .ask("GET", "/api/v1/projects")
                .header("Cookie", "millrace_session=made-up")
                .send()
                .problem(401, "unauthenticated");
    }

    @Test
    void projects_are_made_renamed_and_deleted_when_empty() {
        Client owner = installation.owner();
        Answer made = owner.post("/api/v1/projects", Map.of("id", "short-lived", "name", "Short lived"))
                .expect(201);
        Project own = new Project(owner, "short-lived");

        assertThat(made.header("location")).isEqualTo("/api/v1/projects/short-lived");
        owner.post("/api/v1/projects", Map.of("id", "short-lived", "name", "Again"))
                .problem(409, "conflict");
        owner.post("/api/v1/projects", Map.of("id", "Not A Slug", "name", "x")).problem(400, "bad_request");
        Answer renamed = owner.put("/api/v1/projects/short-lived", Map.of("name", "Renamed"))
                .expect(200);
        assertThat(renamed.text("/name")).isEqualTo("Renamed");
        owner.ask("PUT", "/api/v1/projects/short-lived")
                .header("If-Match", made.header("etag"))
                .json(Map.of("name", "Too late"))
                .send()
                .problem(412, "precondition_failed");
        own.draft("inside", "id: inside\n").expect(200);
        owner.delete("/api/v1/projects/short-lived").problem(409, "conflict");
        own.delete("/workflows/inside").expect(204);
        owner.delete("/api/v1/projects/short-lived").expect(204);
        owner.get("/api/v1/projects/short-lived").problem(404, "not_found");
        assertThat(owner.get("/api/v1/projects").expect(200).items("id")).contains("default");
    }

    @Test
    void the_set_up_link_makes_the_first_owner_once(Installations installations) {
        try (Installation fresh = installations.plan(store).withoutBootstrap().start()) {
            URI link = fresh.setUpLink().orElseThrow();
            String token = link.getQuery().substring("token=".length());
            Client anonymous = fresh.anonymous();
            Map<String, String> setUp = Map.of("token", token, "email", EMAIL, "password", PASSWORD);

            assertThat(anonymous.get("/api/v1/setup").expect(200).at("/pending").asBoolean())
                    .isTrue();
            anonymous
                    .post("/api/v1/setup", Map.of("token", "guessed", "email", EMAIL, "password", PASSWORD))
                    .problem(403, "forbidden");
            anonymous
                    .post("/api/v1/setup", Map.of("token", token, "email", EMAIL, "password", "short"))
                    .problem(422, "input_invalid");
            Answer made = anonymous.post("/api/v1/setup", setUp).expect(201);

            assertThat(made.text("/role")).isEqualTo("owner");
            assertThat(made.header("set-cookie")).startsWith("millrace_session=");
            anonymous.post("/api/v1/setup", setUp).problem(409, "conflict");
            assertThat(anonymous.get("/api/v1/setup").expect(200).at("/pending").asBoolean())
                    .isFalse();
            assertThat(fresh.setUpLink()).isEmpty();
            fresh.restart();
            assertThat(fresh.setUpLink()).as("also after a restart").isEmpty();
            anonymous
                    .post("/api/v1/session", Map.of("email", EMAIL, "password", PASSWORD))
                    .expect(201);
        }
    }
}
