package io.millrace.core.connection;

import java.util.Optional;

/** A keyset in memory. */
public final class FakeKeysetStore implements KeysetStore {
    private Optional<WrappedKeyset> keyset = Optional.empty();

    @Override
    public synchronized Optional<WrappedKeyset> find() {
        return keyset;
    }

    @Override
    public synchronized boolean write(WrappedKeyset next) {
        if (next.revision() != keyset.map(WrappedKeyset::revision).orElse(0L) + 1) {
            return false;
        }
        keyset = Optional.of(next);
        return true;
    }
}
