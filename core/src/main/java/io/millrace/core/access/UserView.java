package io.millrace.core.access;

import io.millrace.core.shared.Ids;
import java.time.Instant;

/** A person who may sign in, as others may see them. @param id {@code usr_...} */
public record UserView(String id, String email, Role role, Instant created) {
    static UserView of(User user) {
        return new UserView(Ids.text(User.PREFIX, user.id()), user.email(), user.role(), user.created());
    }
}
