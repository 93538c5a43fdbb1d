package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final String EMAIL = "ops@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final Principal OWNER = new Principal("usr_x", EMAIL, Role.OWNER);

    private final SettableInstant clock = new SettableInstant();
    private final FakeUserStore users = new FakeUserStore();
    private final FakeTokenStore tokens = new FakeTokenStore();
    private final FakeSessionStore sessions = new FakeSessionStore();
    private final Access access = anAccess();

    private Access anAccess() {
        return new Access(users, tokens, sessions, "set-up-secret", new Ids(clock, 0), clock);
    }

    @Test
    void a_person_signs_in_and_out() {
        UserView user = access.users().create(" Ops@Example.com ", PASSWORD, Role.EDITOR);

        SignedIn signedIn = access.signIn("OPS@example.com", PASSWORD, "192.0.2.1");
        String cookie = signedIn.cookie().reveal();

        Session session = access.bySession(cookie).orElseThrow();
        assertThat(session).isEqualTo(signedIn.session());
        assertThat(session.principal()).isEqualTo(new Principal(user.id(), EMAIL, Role.EDITOR));
        assertThat(session.csrf()).hasSize(43).isNotEqualTo(cookie);
        access.signOut(cookie);
        assertThat(access.bySession(cookie)).isEmpty();
    }

    @Test
    void a_wrong_password_and_an_unknown_account_get_the_same_answer() {
        access.users().create(EMAIL, PASSWORD, Role.EDITOR);

        for (String email : List.of(EMAIL, "nobody@example.com")) {
            assertThatThrownBy(() -> access.signIn(email, "wrong horse battery", "192.0.2.1"))
                    .hasMessage("The e-mail address or the password is wrong.");
        }
    }

    @Test
    void guessing_is_slowed_down_even_for_the_right_password() {
        access.users().create(EMAIL, PASSWORD, Role.EDITOR);
        for (int i = 0; i < 5; i++) {
            assertCode(() -> access.signIn(EMAIL, "wrong horse battery", "192.0.2.1"), ErrorCode.UNAUTHENTICATED);
        }

        assertCode(() -> access.signIn(EMAIL, PASSWORD, "192.0.2.1"), ErrorCode.TOO_MANY_REQUESTS);
        clock.pass(Duration.ofSeconds(1));

        assertThat(access.signIn(EMAIL, PASSWORD, "192.0.2.1")
                        .session()
                        .principal()
                        .name())
                .isEqualTo(EMAIL);
    }

    @Test
    void a_session_ends_after_a_day_without_use_and_after_thirty_days_of_use() {
        access.users().create(EMAIL, PASSWORD, Role.EDITOR);
        String idle = access.signIn(EMAIL, PASSWORD, "192.0.2.1").cookie().reveal();
        clock.pass(Access.IDLE.minusSeconds(1));
        assertThat(access.bySession(idle)).isPresent();
        clock.pass(Access.IDLE.minusSeconds(1));
        assertThat(access.bySession(idle)).isPresent();
        clock.pass(Access.IDLE);
        assertThat(access.bySession(idle)).isEmpty();

        String used = access.signIn(EMAIL, PASSWORD, "192.0.2.1").cookie().reveal();
        for (int half = 0; half < 59; half++) {
            clock.pass(Duration.ofHours(12));
            assertThat(access.bySession(used)).as("after %s half days", half).isPresent();
        }
        clock.pass(Duration.ofHours(12));
        assertThat(access.bySession(used)).isEmpty();
    }

    @Test
    void a_cookie_is_stored_as_its_hash_only() {
        access.users().create(EMAIL, PASSWORD, Role.EDITOR);
        String cookie = access.signIn(EMAIL, PASSWORD, "192.0.2.1").cookie().reveal();

        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.find(Secrets.hash(cookie))).isPresent();
        assertThat(access.bySession(Secrets.hash(cookie))).isEmpty();
        assertThat(access.bySession("")).isEmpty();
    }

    @Test
    void a_new_password_ends_all_sessions() {
        UserView user = access.users().create(EMAIL, PASSWORD, Role.EDITOR);
        Principal person = new Principal(user.id(), EMAIL, Role.EDITOR);
        String cookie = access.signIn(EMAIL, PASSWORD, "192.0.2.1").cookie().reveal();

        assertCode(
                () -> access.users().changePassword(person, "not the present one", "another long password"),
                ErrorCode.UNAUTHENTICATED);
        assertThat(access.bySession(cookie)).isPresent();
        access.users().changePassword(person, PASSWORD, "another long password");
        assertThat(access.bySession(cookie)).isEmpty();

        String next = access.signIn(EMAIL, "another long password", "192.0.2.1")
                .cookie()
                .reveal();
        access.users().resetPassword("OPS@example.com", "a third long password");
        assertThat(access.bySession(next)).isEmpty();
        assertCode(() -> access.signIn(EMAIL, PASSWORD, "192.0.2.1"), ErrorCode.UNAUTHENTICATED);
        assertCode(() -> access.users().resetPassword("no@example.com", PASSWORD), ErrorCode.NOT_FOUND);
    }

    @Test
    void a_deleted_user_is_out_at_once_and_the_last_owner_stays() {
        UserView owner = access.users().create("owner@example.com", PASSWORD, Role.OWNER);
        UserView user = access.users().create(EMAIL, PASSWORD, Role.EDITOR);
        String cookie = access.signIn(EMAIL, PASSWORD, "192.0.2.1").cookie().reveal();

        access.users().delete(user.id());

        assertThat(access.bySession(cookie)).isEmpty();
        assertCode(() -> access.users().delete(owner.id()), ErrorCode.CONFLICT);
        assertCode(() -> access.users().delete(user.id()), ErrorCode.NOT_FOUND);
        assertCode(() -> access.users().delete("someone"), ErrorCode.NOT_FOUND);
    }

    @Test
    void addresses_are_checked_and_taken_once() {
        access.users().create(EMAIL, PASSWORD, Role.EDITOR);

        assertCode(() -> access.users().create("OPS@example.com", PASSWORD, Role.OWNER), ErrorCode.CONFLICT);
        for (String wrong :
                List.of("", "name", "a@b", "a@b.", "a@b@c", "a b@example.com", "x".repeat(250) + "@example.com")) {
            assertCode(() -> access.users().create(wrong, PASSWORD, Role.OWNER), ErrorCode.INPUT_INVALID);
        }
        assertThat(access.users().list(null, 10).items())
                .extracting(UserView::email)
                .containsExactly(EMAIL);
    }

    @Test
    void a_token_works_until_it_is_revoked() {
        CreatedToken created = access.tokens().create(OWNER, "ci", Role.OPERATOR, Optional.empty());
        String secret = created.secret().reveal();

        assertThat(secret).matches("mr_[0-9A-Za-z]{43}");
        assertThat(access.byToken(secret))
                .contains(new Principal(created.token().id(), "ci", Role.OPERATOR));
        assertThat(tokens.list(0, 10).toString()).doesNotContain(secret);

        access.tokens().revoke(created.token().id());
        assertThat(access.byToken(secret)).isEmpty();
        assertCode(() -> access.tokens().revoke(created.token().id()), ErrorCode.NOT_FOUND);
    }

    @Test
    void a_token_revoked_on_another_node_works_for_five_seconds_at_most() {
        CreatedToken created = access.tokens().create(OWNER, "ci", Role.OPERATOR, Optional.empty());
        String secret = created.secret().reveal();
        assertThat(access.byToken(secret)).isPresent();

        anAccess().tokens().revoke(created.token().id());

        clock.pass(Duration.ofSeconds(6));
        assertThat(access.byToken(secret)).isEmpty();
    }

    @Test
    void a_busy_token_is_looked_up_every_five_seconds_and_its_use_is_written_once_a_minute() {
        CreatedToken created = access.tokens().create(OWNER, "ci", Role.OPERATOR, Optional.empty());
        for (int i = 0; i < 100; i++) {
            access.byToken(created.secret().reveal());
        }
        assertThat(tokens.lookUps()).isEqualTo(1);
        assertThat(lastUsed()).contains(clock.instant());

        clock.pass(Duration.ofSeconds(30));
        access.byToken(created.secret().reveal());
        assertThat(lastUsed()).contains(clock.instant().minusSeconds(30));

        clock.pass(Duration.ofSeconds(30));
        access.byToken(created.secret().reveal());
        assertThat(lastUsed()).contains(clock.instant());
    }

    @Test
    void a_token_expires_to_the_second() {
        String secret = access.tokens()
                .create(OWNER, "ci", Role.OPERATOR, Optional.of(clock.instant().plusSeconds(3)))
                .secret()
                .reveal();

        clock.pass(Duration.ofSeconds(2));
        assertThat(access.byToken(secret)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(access.byToken(secret)).isEmpty();
    }

    @Test
    void texts_that_cannot_be_tokens_are_not_looked_up() {
        for (String text : List.of("", "mr_", "Bearer x", "mr_" + "!".repeat(43), "mr_" + "a".repeat(300))) {
            assertThat(access.byToken(text)).isEmpty();
        }
        assertThat(tokens.lookUps()).isZero();
    }

    @Test
    void tokens_have_rules_and_pages() {
        Principal editor = new Principal("usr_y", EMAIL, Role.EDITOR);
        assertCode(() -> access.tokens().create(editor, "up", Role.OWNER, Optional.empty()), ErrorCode.FORBIDDEN);
        assertCode(() -> access.tokens().create(OWNER, " ", Role.OWNER, Optional.empty()), ErrorCode.INPUT_INVALID);
        assertCode(
                () -> access.tokens().create(OWNER, "late", Role.OWNER, Optional.of(clock.instant())),
                ErrorCode.INPUT_INVALID);
        for (String name : List.of("a", "b", "c")) {
            access.tokens().create(OWNER, name, Role.VIEWER, Optional.empty());
        }
        assertCode(() -> access.tokens().create(OWNER, "a", Role.VIEWER, Optional.empty()), ErrorCode.CONFLICT);

        Page<TokenView> first = access.tokens().list(null, 2);
        assertThat(first.items()).extracting(TokenView::name).containsExactly("a", "b");
        assertThat(access.tokens().list(first.next().orElseThrow(), 2).items())
                .extracting(TokenView::name)
                .containsExactly("c");
        assertCode(() -> access.tokens().list("elsewhere", 2), ErrorCode.BAD_REQUEST);
    }

    @Test
    void the_set_up_link_works_once() {
        assertThat(access.setUp().pending()).contains("set-up-secret");
        assertCode(() -> access.setUp().complete("guess", EMAIL, PASSWORD), ErrorCode.FORBIDDEN);
        assertCode(() -> access.setUp().complete("set-up-secret", EMAIL, "short"), ErrorCode.INPUT_INVALID);
        assertThat(access.setUp().pending()).isPresent();
        assertThat(access.setUp().isLink("guess")).isFalse();
        assertThat(access.setUp().isLink("set-up-secret")).isTrue();

        access.setUp().complete("set-up-secret", EMAIL, PASSWORD);

        assertThat(access.setUp().pending()).isEmpty();
        assertThat(access.setUp().isLink("set-up-secret")).isFalse();
        assertThat(access.signIn(EMAIL, PASSWORD, "192.0.2.1")
                        .session()
                        .principal()
                        .role())
                .isEqualTo(Role.OWNER);
        assertCode(() -> access.setUp().complete("set-up-secret", "evil@example.com", PASSWORD), ErrorCode.CONFLICT);
    }

    @Test
    void an_installation_sets_itself_up_and_again_at_every_start() {
        Sensitive token = Sensitive.of("mr_" + "a".repeat(40));
        Bootstrap.Owner owner = new Bootstrap.Owner(EMAIL, Sensitive.of(PASSWORD));
        access.setUp().bootstrap(new Bootstrap(Optional.of(owner), Optional.of(token)));
        access.setUp().bootstrap(new Bootstrap(Optional.of(owner), Optional.of(token)));

        assertThat(access.byToken(token.reveal())).map(Principal::role).contains(Role.OWNER);
        assertThat(access.signIn(EMAIL, PASSWORD, "192.0.2.1")
                        .session()
                        .principal()
                        .role())
                .isEqualTo(Role.OWNER);

        Sensitive next = Sensitive.of("mr_" + "b".repeat(40));
        access.setUp().bootstrap(new Bootstrap(Optional.empty(), Optional.of(next)));

        assertThat(access.byToken(token.reveal())).isEmpty();
        assertThat(access.byToken(next.reveal())).isPresent();
        assertThatThrownBy(() -> access.setUp()
                        .bootstrap(new Bootstrap(Optional.empty(), Optional.of(Sensitive.of("weak-token")))))
                .hasMessageContainingAll("mr_", "MILLRACE_BOOTSTRAP_TOKEN")
                .hasMessageNotContaining("weak-token");
    }

    @Test
    void a_first_user_that_is_refused_is_a_matter_of_the_configuration() {
        Bootstrap.Owner owner = new Bootstrap.Owner(EMAIL, Sensitive.of("short"));
        assertThatThrownBy(() -> access.setUp().bootstrap(new Bootstrap(Optional.of(owner), Optional.empty())))
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
                .hasMessageContaining("MILLRACE_BOOTSTRAP_PASSWORD");
    }

    private Optional<Instant> lastUsed() {
        return tokens.findByName("ci").flatMap(Token::lastUsed);
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
