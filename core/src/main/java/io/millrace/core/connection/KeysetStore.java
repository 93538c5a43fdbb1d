package io.millrace.core.connection;

import java.util.Optional;

/** Keeps the one wrapped keyset of an installation. */
public interface KeysetStore {
    Optional<WrappedKeyset> find();

    /**
     * Writes a keyset if nobody else changed it meanwhile: revision 1 only when there is none, any other only in place of
     * the revision before it.
     *
     * @return whether it was written
     */
    boolean write(WrappedKeyset keyset);
}
