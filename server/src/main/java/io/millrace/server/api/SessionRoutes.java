package io.millrace.server.api;

import io.millrace.core.access.Access;
import io.millrace.core.access.Principal;
import io.millrace.core.access.Role;
import io.millrace.core.access.SignedIn;
import io.millrace.server.route.Call;
import io.millrace.server.route.Identity;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import io.millrace.server.route.SessionCookie;
import java.util.List;
import java.util.Optional;

/** Signing in and out, the first set-up, and who somebody is. */
final class SessionRoutes {
    private final Access access;
    private final SessionCookie cookie;

    record SignInInput(String email, String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "SignInInput[" + email + "]";
        }
    }

    /** @param token from the set-up link that the server prints at its first start */
    record SetUpInput(String token, String email, String password) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "SetUpInput[" + email + "]";
        }
    }

    record PasswordInput(String present, String next) {
        /** Leaves both out. */
        @Override
        public String toString() {
            return "PasswordInput[]";
        }
    }

    /** @param pending whether the first owner is still to be made */
    record SetUpView(boolean pending) {}

    record SetUpLinkInput(String token) {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "SetUpLinkInput[]";
        }
    }

    /** @param works whether the first owner can be made with it */
    record SetUpLinkView(boolean works) {}

    /**
     * @param id {@code usr_...} or {@code tok_...}
     * @param csrfToken what every change with the session's cookie must show in {@code X-CSRF-Token}
     */
    record SessionView(String id, String name, Role role, Optional<String> csrfToken) {
        static SessionView of(Principal principal, Optional<String> csrf) {
            return new SessionView(principal.id(), principal.name(), principal.role(), csrf);
        }
    }

    SessionRoutes(Access access, SessionCookie cookie) {
        this.access = access;
        this.cookie = cookie;
    }

    List<Route> routes() {
        String signInWhy = "signing in is how people become known; attempts are throttled";
        return List.of(
                Route.post("/session")
                        .open(signInWhy)
                        .takes(SignInInput.class)
                        .givesNew(SessionView.class)
                        .by("Sign in", this::signIn),
                Route.get("/session")
                        .signedIn("everybody may ask who they are")
                        .gives(SessionView.class)
                        .by("Return the current principal", this::whoAmI),
                Route.delete("/session").signedIn("everybody may sign out").by("Sign out", this::signOut),
                Route.put("/session/password")
                        .signedIn("everybody may change their own password; the present one is asked for")
                        .takes(PasswordInput.class)
                        .by("Change your password and end your sessions", this::changePassword),
                Route.get("/setup")
                        .open("a browser must know whether to show the set-up page; it tells one bit")
                        .gives(SetUpView.class)
                        .by(
                                "Tell whether the first owner still has to be created",
                                call -> Reply.ok(
                                        new SetUpView(access.setUp().pending().isPresent()))),
                Route.post("/setup/link")
                        .open("nobody exists yet; it tells one bit about a token that cannot be guessed")
                        .takes(SetUpLinkInput.class)
                        .gives(SetUpLinkView.class)
                        .by(
                                "Tell whether a set-up link works",
                                call -> Reply.ok(new SetUpLinkView(
                                        access.setUp().isLink(call.body().token())))),
                Route.post("/setup")
                        .open("nobody exists yet; the token of the set-up link proves access to the server's output")
                        .takes(SetUpInput.class)
                        .givesNew(SessionView.class)
                        .by("Create the first owner and sign in", this::setUp));
    }

    private Reply<SessionView> signIn(Call<SignInInput> call) {
        return signedIn(access.signIn(call.body().email(), call.body().password(), call.remote()));
    }

    private Reply<SessionView> setUp(Call<SetUpInput> call) {
        SetUpInput input = call.body();
        access.setUp().complete(input.token(), input.email(), input.password());
        return signedIn(access.signIn(input.email(), input.password(), call.remote()));
    }

    private Reply<SessionView> signedIn(SignedIn signedIn) {
        SessionView view = SessionView.of(
                signedIn.session().principal(), Optional.of(signedIn.session().csrf()));
        return Reply.created(view, "/api/v1/session")
                .with("Set-Cookie", cookie.set(signedIn.cookie().reveal(), Access.LIFETIME));
    }

    private Reply<SessionView> whoAmI(Call<Void> call) {
        return Reply.ok(SessionView.of(call.principal(), call.session().map(Identity.Session::csrf)));
    }

    private Reply<Void> signOut(Call<Void> call) {
        call.session().ifPresent(session -> access.signOut(session.cookie()));
        return Reply.<Void>nothing().with("Set-Cookie", cookie.clear());
    }

    private Reply<Void> changePassword(Call<PasswordInput> call) {
        access.users()
                .changePassword(
                        call.principal(), call.body().present(), call.body().next());
        return Reply.<Void>nothing().with("Set-Cookie", cookie.clear());
    }
}
