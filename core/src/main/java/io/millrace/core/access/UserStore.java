package io.millrace.core.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps users. */
public interface UserStore {
    boolean isEmpty();

    Optional<User> find(long id);

    Optional<User> findByEmail(String email);

    /** Users in the order of their e-mail addresses. @param after continue after this address; {@code null} from the start */
    List<User> list(@Nullable String after, int limit);

    /** @return false when the e-mail address is taken */
    boolean insert(User user);

    /** Inserts a user if there is none at all, atomically. @return whether it was inserted */
    boolean insertFirst(User user);

    /** @return whether there is such a user */
    boolean setPasswordHash(long id, String passwordHash);

    /** Deletes a user unless that is the last owner. @return whether the user was deleted */
    boolean deleteUnlessLastOwner(long id);
}
