package io.millrace.core.simulation;

/** A guard of the engine that a simulation takes away, to show that it would be missed. */
enum Sabotage {
    NONE,
    /** A worker that lost its task is shown the task as it had it. */
    NO_FENCE,
    /** Every event is told that its key is new. */
    NO_DEDUPLICATION,
    /** A commit that is tried again is not told what the first one stored. */
    NO_MEMORY_OF_LOST_ANSWERS,
    /** Whoever looks whether something is done is told that it is not there. */
    NO_LOOK_UP,
    /** Whoever looks for the result of a call is given that of any. */
    NO_IDENTITY_OF_CALLS,
    /** Every lane is told that nobody has a slot of it. */
    NO_COUNT_OF_SLOTS,
    /** Every lane is told that nobody has begun in it. */
    NO_MEMORY_OF_STARTS,
    /** Every lane is told that nothing was put off in it. */
    NO_MEMORY_OF_DEBOUNCE,
    /** What is to tell others of an end is not stored. */
    NO_WORD_OF_ENDS,
    /** Steps that count a variable up do not say what it must be before. */
    NO_COMPARISON,
    /** Some commits are told to be kept, and are not. */
    NO_SYNC,
    /** A server is shown a schedule as it last saw it due. */
    NO_FENCE_OF_SLOTS,
    /** Whoever claims a task is told that no server has died with it. */
    NO_COUNT_OF_CRASHES
}
