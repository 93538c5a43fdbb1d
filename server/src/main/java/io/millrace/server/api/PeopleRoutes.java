package io.millrace.server.api;

import static io.millrace.core.access.Permission.TOKEN_EDIT;

import io.millrace.core.access.Access;
import io.millrace.core.access.CreatedToken;
import io.millrace.core.access.Role;
import io.millrace.core.access.TokenView;
import io.millrace.core.access.UserView;
import io.millrace.core.shared.Page;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may come in: API tokens and users. */
final class PeopleRoutes {
    private final Access access;

    /** @param expiresAt never when left out */
    record TokenInput(String name, Role role, Optional<Instant> expiresAt) {}

    record TokenItem(
            String id,
            String name,
            Role role,
            Instant createdAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> expiresAt) {
        static TokenItem of(TokenView view) {
            return new TokenItem(view.id(), view.name(), view.role(), view.created(), view.lastUsed(), view.expires());
        }
    }

    /** @param secret the token itself, shown this once */
    record NewTokenView(String id, String name, Role role, Optional<Instant> expiresAt, String secret) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "NewTokenView[" + id + "]";
        }
    }

    record UserInput(String email, String password, Role role) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "UserInput[" + email + "]";
        }
    }

    record UserItem(String id, String email, Role role, Instant createdAt) {
        static UserItem of(UserView view) {
            return new UserItem(view.id(), view.email(), view.role(), view.created());
        }
    }

    PeopleRoutes(Access access) {
        this.access = access;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/tokens")
                        .needs(TOKEN_EDIT)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(TokenItem.class)
                        .by("List API tokens", this::tokens),
                Route.post("/tokens")
                        .needs(TOKEN_EDIT)
                        .takes(TokenInput.class)
                        .givesNew(NewTokenView.class)
                        .by("Create an API token; its secret is shown only once", this::createToken),
                Route.delete("/tokens/{token}").needs(TOKEN_EDIT).by("Revoke an API token", this::revokeToken),
                Route.get("/users")
                        .needs(TOKEN_EDIT)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(UserItem.class)
                        .by("List users", this::users),
                Route.post("/users")
                        .needs(TOKEN_EDIT)
                        .takes(UserInput.class)
                        .givesNew(UserItem.class)
                        .by("Create a user", this::createUser),
                Route.delete("/users/{user}").needs(TOKEN_EDIT).by("Delete a user", this::deleteUser));
    }

    private Reply<Page<TokenItem>> tokens(Call<Void> call) {
        return Reply.ok(
                access.tokens().list(call.cursor().orElse(null), call.limit()).map(TokenItem::of));
    }

    private Reply<NewTokenView> createToken(Call<TokenInput> call) {
        TokenInput input = call.body();
        CreatedToken created = access.tokens().create(call.principal(), input.name(), input.role(), input.expiresAt());
        TokenView token = created.token();
        NewTokenView view = new NewTokenView(
                token.id(),
                token.name(),
                token.role(),
                token.expires(),
                created.secret().reveal());
        return Reply.created(view, "/api/v1/tokens/" + token.id());
    }

    private Reply<Void> revokeToken(Call<Void> call) {
        access.tokens().revoke(call.path("token"));
        return Reply.nothing();
    }

    private Reply<Page<UserItem>> users(Call<Void> call) {
        return Reply.ok(
                access.users().list(call.cursor().orElse(null), call.limit()).map(UserItem::of));
    }

    private Reply<UserItem> createUser(Call<UserInput> call) {
        UserInput input = call.body();
        UserView user = access.users().create(input.email(), input.password(), input.role());
        return Reply.created(UserItem.of(user), "/api/v1/users/" + user.id());
    }

    private Reply<Void> deleteUser(Call<Void> call) {
        access.users().delete(call.path("user"));
        return Reply.nothing();
    }
}
