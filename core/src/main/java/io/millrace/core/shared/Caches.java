package io.millrace.core.shared;

import com.github.benmanes.caffeine.cache.Caffeine;

/** Memories of bounded size. */
public final class Caches {
    private Caches() {}

    /**
     * A memory that is kept in order by whoever uses it. Left alone, Caffeine hands that to the common pool, which costs a
     * busy server two changes of threads for nearly every entry; the work itself takes less than a microsecond.
     */
    public static Caffeine<Object, Object> newBuilder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }
}
